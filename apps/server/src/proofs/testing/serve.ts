import { serve } from '../../serve.ts';
import { proofPages } from './pages.ts';

// The whole server as a process of its own, to be killed and traced; its settings come from the environment.
await serve(proofPages());

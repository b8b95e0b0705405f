/**
 * Imported before all else: libraries (the one that makes a new state of an old one, for one) choose their fast build by
 * this name at the moment when they are loaded. Who runs the server with another name, or for development, keeps it.
 */
process.env['NODE_ENV'] ??= process.env['ROSTRUM_DEV'] === '1' ? 'development' : 'production';

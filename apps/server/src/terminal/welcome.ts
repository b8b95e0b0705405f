import { renderUnicodeCompact } from 'uqr';
import type { Running } from '../main.ts';
import { CERTIFICATE_PATH } from '../tls/certificate-page.ts';

/** What the terminal says once the server is up: the owner's link, once, and its QR code. */
export const printWelcome = async (
  running: Pick<Running, 'origin' | 'here' | 'ownerLink' | 'fingerprint'>,
  out: { write(text: string): unknown },
): Promise<void> => {
  const link = await running.ownerLink();
  const here = link.replace(running.origin, running.here);
  out.write(
    [
      '',
      '  Rostrum 讲台',
      '',
      `  Owner, once / 管理者，一次有效:  ${link}`,
      ...(here === link ? [] : [`  On this machine / 本机:          ${here}`]),
      `  Audience / 听众:                 ${running.origin}`,
      ...(running.fingerprint === undefined
        ? []
        : [
            `  Certificate / 证书:              ${running.origin.replace('https:', 'http:')}${CERTIFICATE_PATH}`,
            `    SHA-256  ${running.fingerprint.slice(0, 47)}`,
            `             ${running.fingerprint.slice(48)}`,
          ]),
      '',
      ...renderUnicodeCompact(link, { border: 1 })
        .split('\n')
        .map((line) => `  ${line}`),
      '',
      '  Another owner link / 新的管理者链接:  npx -y pnpm@12 rostrum owner',
      '  Stop / 停止:  Ctrl-C',
      '',
    ].join('\n'),
  );
};

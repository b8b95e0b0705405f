import { Router } from 'express';
import type { LocalTls } from './local-tls.ts';

export const CERTIFICATE_PATH = '/certificate';
const FILE = 'rostrum.crt';
/** What is given over plain HTTP too: before a device trusts us, https would only frighten. */
export const isCertificatePath = (path: string): boolean =>
  path === CERTIFICATE_PATH || path === `${CERTIFICATE_PATH}/${FILE}`;

interface Steps {
  readonly device: string;
  readonly steps: readonly string[];
}
interface Words {
  readonly lang: string;
  readonly title: string;
  readonly lead: readonly string[];
  readonly fetch: string;
  readonly compare: string;
  readonly devices: readonly Steps[];
}

const ZH: Words = {
  lang: 'zh-CN',
  title: '让这台设备信任讲台',
  lead: [
    '要用摄像头和麦克风，或让大屏不休眠，浏览器需要信任这台服务器的证书。只看、提问、打分，不必安装。',
    '这份证书只对内网地址和本机名称有效，不能冒充任何网站。活动结束后可以在同一处删除。',
  ],
  fetch: '下载证书',
  compare: '安装前，请与服务器终端上显示的 SHA-256 核对：',
  devices: [
    {
      device: 'iPhone、iPad',
      steps: [
        '用 Safari 打开本页，下载证书，允许下载描述文件。',
        '设置 → 已下载描述文件 → 安装。',
        '设置 → 通用 → 关于本机 → 证书信任设置，打开 Rostrum。',
      ],
    },
    { device: 'Android', steps: ['下载证书。', '设置里搜索「CA 证书」，选择安装，选中下载的文件。'] },
    {
      device: 'Windows',
      steps: ['双击下载的文件 → 安装证书 → 本地计算机 → 受信任的根证书颁发机构。', '重新打开浏览器。'],
    },
    { device: 'macOS', steps: ['双击下载的文件，加入「登录」钥匙串。', '在「钥匙串访问」里双击它，信任 → 始终信任。'] },
    { device: 'Firefox', steps: ['设置 → 隐私与安全 → 查看证书 → 证书颁发机构 → 导入，勾选信任网站。'] },
  ],
};
const EN: Words = {
  lang: 'en-GB',
  title: 'Let this device trust Rostrum',
  lead: [
    'For camera and microphone, and so that the projector stays awake, the browser has to trust this server’s certificate. To watch, ask and score nothing need be installed.',
    'It is good for local addresses and this machine’s names only and cannot stand in for any website. Take it off again in the same place afterwards.',
  ],
  fetch: 'Fetch the certificate',
  compare: 'Before you install it, compare its SHA-256 with what the server’s terminal shows:',
  devices: [
    {
      device: 'iPhone, iPad',
      steps: [
        'Open this page in Safari, fetch the certificate, and allow the profile to be downloaded.',
        'Settings → Profile Downloaded → Install.',
        'Settings → General → About → Certificate Trust Settings: switch Rostrum on.',
      ],
    },
    {
      device: 'Android',
      steps: [
        'Fetch the certificate.',
        'Search the settings for “CA certificate”, choose to install, and pick the file.',
      ],
    },
    {
      device: 'Windows',
      steps: [
        'Double-click the file → Install Certificate → Local Machine → Trusted Root Certification Authorities.',
        'Open the browser anew.',
      ],
    },
    {
      device: 'macOS',
      steps: [
        'Double-click the file and add it to the login keychain.',
        'In Keychain Access double-click it, Trust → Always Trust.',
      ],
    },
    {
      device: 'Firefox',
      steps: ['Settings → Privacy & Security → View Certificates → Authorities → Import, and trust it for websites.'],
    },
  ],
};

/** The authority's certificate, and how each kind of device is told to trust it. Without scripts, in both languages. */
export const certificateRouter = ({ authority, fingerprint }: Pick<LocalTls, 'authority' | 'fingerprint'>): Router => {
  const router = Router();
  router.get('/', (_request, response) => {
    response
      .set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
      .set('cache-control', 'no-store')
      .type('html')
      .send(page(fingerprint));
  });
  router.get(`/${FILE}`, (_request, response) => {
    response.set('cache-control', 'no-store').type('application/x-x509-ca-cert').send(authority);
  });
  return router;
};

const section = ({ lang, title, lead, fetch, compare, devices }: Words, fingerprint: string): string => `
<section lang="${lang}">
<h1>${title}</h1>
${lead.map((one) => `<p>${one}</p>`).join('\n')}
<p><a href="${CERTIFICATE_PATH}/${FILE}">${fetch}</a></p>
<p>${compare}</p>
<p><code>${fingerprint.replaceAll(':', ':<wbr>')}</code></p>
${devices
  .map((one) => `<h2>${one.device}</h2>\n<ol>${one.steps.map((step) => `<li>${step}</li>`).join('')}</ol>`)
  .join('\n')}
</section>`;

const page = (fingerprint: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Rostrum 讲台</title>
<style>
body { max-width: 40rem; margin: 0 auto; padding: 1rem; font: 1rem/1.6 system-ui, sans-serif; }
section + section { margin-top: 3rem; border-top: 1px solid; }
h1 { font-size: 1.5rem; }
h2 { margin-bottom: 0; font-size: 1rem; }
ol { margin-top: 0.25rem; }
a { display: inline-block; padding: 0.75rem 1.25rem; border: 2px solid; border-radius: 0.5rem; font-weight: 600; }
code { font-size: 0.875rem; }
</style>
</head>
<body>${section(ZH, fingerprint)}${section(EN, fingerprint)}
</body>
</html>
`;

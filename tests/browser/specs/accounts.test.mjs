// Coming in: an invitation by mail over a real SMTP server, a passphrase, codes of a device, a forgotten passphrase.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';

import { SMTPServer } from 'smtp-server';

import {
  ADMINISTRATOR,
  becomeAdministrator,
  expectNoSidewaysScroll,
  expectSound,
  expectWhole,
  launchBrowser,
  openPage,
  PHONE,
  shoot,
} from '../browser.mjs';
import { SERVE, startProgram } from '../program.mjs';

const TARO = { email: 'taro@example.jp', name: '北見 太郎', passphrase: 'harbour lights at dusk' };
const PATIENCE_MS = 45_000;

let browser;
let program;
let post;
const mails = [];
const waiting = [];

before(async () => {
  post = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), text: decode(Buffer.concat(chunks).toString()) });
        waiting.splice(0).forEach((wake) => wake());
        done();
      });
    },
  });
  await new Promise((resolve) => post.listen(0, '127.0.0.1', resolve));
  const { port } = post.server.address();
  const settings = { ENISHI_MAIL_SERVER: `smtp://127.0.0.1:${port}`, ENISHI_MAIL_FROM: 'enishi@example.jp' };
  [program, browser] = await Promise.all([startProgram({ command: SERVE, settings }), launchBrowser()]);
});
after(async () => {
  await browser?.close();
  await program?.stop();
  await new Promise((resolve) => post.close(resolve));
});

/** The body of a mail as a person reads it. */
function decode(raw) {
  const [head, ...rest] = raw.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/Content-Transfer-Encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString();
  if (!/Content-Transfer-Encoding: quoted-printable/i.test(head)) return body;
  const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

/** The next mail to somebody, and its link. */
async function nextMail(to) {
  const late = AbortSignal.timeout(PATIENCE_MS);
  for (;;) {
    const at = mails.findIndex((mail) => mail.to.includes(to));
    if (at >= 0) {
      const [mail] = mails.splice(at, 1);
      return { ...mail, link: mail.text.match(/http:\/\/\S+\/link\/\S+/)?.[0] };
    }
    await new Promise((resolve, reject) => {
      waiting.push(resolve);
      late.addEventListener('abort', () => reject(new Error(`no mail to ${to} came`)), { once: true });
    });
  }
}

/** What a device shows (RFC 6238: SHA-1, six digits, thirty seconds); `ahead` steps later. */
function device(secret, ahead = 0) {
  const bits = [...secret.replace(/\s/g, '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'));
  const key = Buffer.from(bits.join('').match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = digest.at(-1) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

async function signIn(page, email, passphrase) {
  await page.goto('/sign-in');
  await page.fill('#email', email);
  await page.fill('#passphrase', passphrase);
  await page.locator('form.form button').click();
}

test('somebody who is invited by mail comes in by passphrase and device, with and without script', async () => {
  const admin = await openPage(browser, program, { language: 'ja' });
  await becomeAdministrator(admin, program);
  await admin.goto('/admin/accounts');
  await admin.fill('#email', TARO.email);
  await admin.getByRole('button', { name: '招待する' }).click();
  await admin.getByText('招待のメールを送ります。').waitFor();
  const mail = await nextMail(TARO.email);
  assert.ok(mail.text.includes('招待されました'), mail.text);
  assert.ok(mail.link.startsWith(program.origin), mail.link);
  await admin.goto('/admin/accounts');
  await shoot(admin, 'accounts-ja');
  await expectSound(admin);

  const taro = await openPage(browser, program, { language: 'ja', script: false, viewport: PHONE });
  await taro.goto(mail.link);
  await expectNoSidewaysScroll(taro);
  await taro.fill('#name', TARO.name);
  await taro.fill('#passphrase', TARO.passphrase);
  await taro.locator('form.form button').click();
  await taro.getByText('ようこそ。').waitFor();
  await expectNoSidewaysScroll(taro);
  await shoot(taro, 'account-phone-ja');
  await taro.goto('/account/second-step');
  await expectNoSidewaysScroll(taro);
  await shoot(taro, 'second-step-phone-ja');
  const secret = await taro.locator('#key').innerText();
  await taro.fill('#code', device(secret));
  await taro.locator('form.form button').first().click();
  await taro.getByRole('heading', { level: 1, name: 'リカバリーコード' }).waitFor();
  assert.equal(await taro.locator('main ol li code').count(), 10);
  const recovery = await taro.locator('main ol li code').first().innerText();
  await expectWhole(taro, 'ja');
  await nextMail(TARO.email);
  await taro.getByRole('button', { name: 'ログアウト' }).click();
  await taro.context().close();

  const english = await openPage(browser, program, { language: 'en' });
  await english.goto('/sign-in');
  await shoot(english, 'sign-in-en');
  await expectSound(english);
  await signIn(english, TARO.email, 'not my passphrase');
  await english.getByText('the e-mail address or the passphrase is wrong', { exact: false }).waitFor();
  await signIn(english, TARO.email, TARO.passphrase);
  await english.waitForURL('**/sign-in/code*');
  await expectSound(english);
  await english.fill('#code', '000000');
  await english.locator('form.form button').click();
  await english.getByRole('alert').waitFor();
  // The step of now was used up when the device was set up; the next one is near enough to be taken.
  await english.fill('#code', device(secret, 1));
  await english.locator('form.form button').click();
  await english.getByRole('link', { name: TARO.name }).click();
  // The language of the account goes before that of the browser, until he chooses another one here.
  await english.getByRole('heading', { level: 1, name: '自分のアカウント' }).waitFor();
  await english.goto('/account?lang=en');
  await shoot(english, 'account-en');
  await expectSound(english);
  assert.equal((await english.goto('/admin/accounts')).status(), 403, 'he manages nothing');
  await english.getByRole('button', { name: 'Sign out' }).click();

  await signIn(english, TARO.email, TARO.passphrase);
  await english.waitForURL('**/sign-in/code*');
  await english.fill('#code', recovery);
  await english.locator('form.form button').click();
  await english.getByRole('link', { name: TARO.name }).waitFor();
  await english.getByRole('button', { name: 'Sign out' }).click();

  // Forgotten: a link by mail, and every session ends.
  await english.goto('/forgotten');
  await expectSound(english);
  await english.fill('#email', TARO.email);
  await english.locator('form.form button').click();
  await english.getByText('If there is an account with this address', { exact: false }).waitFor();
  const { link } = await nextMail(TARO.email);
  await english.goto(link);
  await english.fill('#passphrase', 'quiet river stones');
  await english.locator('form.form button').click();
  await english.getByText('Your new passphrase is set.', { exact: false }).waitFor();
  assert.equal((await english.goto(link)).status(), 403, 'it worked once');
  await english.context().close();

  await admin.goto('/admin/audit');
  await admin.getByRole('row').filter({ hasText: 'リンクでパスフレーズを決め直し' }).first().waitFor();
  await shoot(admin, 'audit-ja');
  await expectSound(admin);
  await admin.goto(`/admin/accounts?q=${encodeURIComponent(TARO.name)}`);
  await admin.getByRole('link', { name: TARO.name }).click();
  await admin.getByRole('heading', { level: 1, name: TARO.name }).waitFor();
  await shoot(admin, 'account-admin-ja');
  await expectSound(admin);
  assert.equal(await admin.getByText(ADMINISTRATOR.name).first().isVisible(), true);
  await admin.context().close();
});

// Coming in by another service: OpenID Connect against a certified provider (oidc-provider), with and without script.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import Provider from 'oidc-provider';

import {
  ADMINISTRATOR,
  becomeAdministrator,
  expectNoSidewaysScroll,
  expectSound,
  launchBrowser,
  openPage,
  PHONE,
  shoot,
} from '../browser.mjs';
import { SERVE, startProgram } from '../program.mjs';

const LABEL = '北見大学認証';
const CLIENT = { client_id: 'enishi', client_secret: 'a-secret-that-two-know-and-nobody-else' };

let browser;
let program;
let service;
let issuer;
let handle;

before(async () => {
  service = createServer((request, response) => handle(request, response));
  await new Promise((resolve) => service.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${service.address().port}`;
  const settings = {
    ENISHI_OIDC_ISSUER: issuer,
    ENISHI_OIDC_CLIENT_ID: CLIENT.client_id,
    ENISHI_OIDC_CLIENT_SECRET: CLIENT.client_secret,
    ENISHI_OIDC_LABEL: LABEL,
  };
  [program, browser] = await Promise.all([startProgram({ command: SERVE, settings }), launchBrowser()]);
  const provider = new Provider(issuer, {
    clients: [{ ...CLIENT, redirect_uris: [`${program.origin}/sign-in/service/back`] }],
    cookies: { keys: ['only for these tests'] },
    pkce: { required: () => true },
  });
  handle = provider.callback();
});
after(async () => {
  await browser?.close();
  await program?.stop();
  service.closeAllConnections();
  await new Promise((resolve) => service.close(resolve));
});

/** What a person does at the service: says who he is, lets the program know, and comes back. */
async function atService(page, login) {
  await page.waitForURL((url) => url.origin === issuer);
  for (let step = 0; page.url().startsWith(issuer); step += 1) {
    assert.ok(step < 4, `still at the service: ${await page.content()}`);
    if (await page.locator('input[name=login]').count()) {
      await page.fill('input[name=login]', login);
      await page.fill('input[name=password]', 'any');
    }
    const here = page.url();
    await page.locator('button[type=submit]').first().click();
    await page.waitForURL((url) => url.href !== here);
  }
  // Pages of the service are not ours to judge.
  page.problems.length = 0;
}

test('who has linked the service comes in by it; a stranger there is a stranger here', async () => {
  const admin = await openPage(browser, program, { language: 'ja' });
  await becomeAdministrator(admin, program);
  await admin.goto('/account/service');
  await shoot(admin, 'service-ja');
  await expectSound(admin);
  await admin.fill('#current', ADMINISTRATOR.passphrase);
  await admin.getByRole('button', { name: `${LABEL}と結びつける` }).click();
  await atService(admin, 'hanako');
  await admin.getByText('認証サービスと結びつけました。', { exact: false }).waitFor();
  await shoot(admin, 'account-linked-ja');
  await expectSound(admin);
  await admin.goto('/account/service');
  await shoot(admin, 'service-linked-ja');
  await expectSound(admin);
  assert.equal(await admin.getByText(issuer).first().isVisible(), true);

  for (const script of [true, false]) {
    const english = await openPage(browser, program, { language: 'en', script, viewport: script ? undefined : PHONE });
    await english.goto('/sign-in?back=/about');
    if (script) await expectSound(english);
    else await expectNoSidewaysScroll(english);
    await shoot(english, script ? 'sign-in-service-en' : 'sign-in-service-phone-en');
    await english.getByRole('button', { name: `Sign in with ${LABEL}` }).click();
    await atService(english, 'hanako');
    assert.equal(new URL(english.url()).pathname, '/about');
    await english.getByRole('link', { name: ADMINISTRATOR.name }).waitFor();
    await english.context().close();
  }

  const stranger = await openPage(browser, program, { language: 'ja' });
  await stranger.goto('/sign-in');
  await shoot(stranger, 'sign-in-service-ja');
  await stranger.getByRole('button', { name: `${LABEL}でログイン` }).click();
  await atService(stranger, 'mallory');
  await stranger.getByText('使えるアカウントがありません', { exact: false }).waitFor();
  await shoot(stranger, 'sign-in-stranger-ja');
  await stranger.context().close();

  // Somebody who is invited takes his account up by the service alone.
  await admin.goto('/admin/accounts');
  await admin.fill('#email', 'taro@example.jp');
  await admin.getByRole('button', { name: '招待する' }).click();
  const link = await admin.locator('#handed').innerText();
  const taro = await openPage(browser, program, { language: 'ja' });
  await taro.goto(link);
  await taro.fill('#name', '北見 太郎');
  await shoot(taro, 'invitation-service-ja');
  await expectSound(taro);
  await taro.getByRole('button', { name: `${LABEL}で使い始める` }).click();
  await atService(taro, 'taro');
  await taro.getByText('ようこそ。', { exact: false }).waitFor();
  await taro.getByRole('button', { name: 'ログアウト' }).click();
  await taro.goto('/sign-in');
  // The service still knows him, and asks nothing.
  await taro.getByRole('button', { name: `${LABEL}でログイン` }).click();
  await taro.getByRole('link', { name: '北見 太郎' }).waitFor();
  await taro.context().close();

  await admin.goto('/admin/audit');
  await admin.getByRole('row').filter({ hasText: '認証サービスで' }).first().waitFor();
  await admin.context().close();
});

test('a service that is down says so and leaves the passphrase', async () => {
  handle = (_, response) => response.destroy();
  const page = await openPage(browser, program, { language: 'ja' });
  await page.goto('/sign-in');
  await page.getByRole('button', { name: `${LABEL}でログイン` }).click();
  await page.getByText(`${LABEL}につながりません。`, { exact: false }).waitFor();
  await shoot(page, 'sign-in-service-down-ja');
  page.problems.length = 0;
  await page.fill('#email', ADMINISTRATOR.email);
  await page.fill('#passphrase', ADMINISTRATOR.passphrase);
  await page.locator('form.form button').first().click();
  await page.getByRole('link', { name: ADMINISTRATOR.name }).waitFor();
  await page.context().close();
});

// The built program under test: started on an empty folder and a free port, stopped and cleaned away afterwards.
//
// ENISHI_BIN names another binary than the debug build.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const BINARY = process.env.ENISHI_BIN ?? fileURLToPath(new URL('../../target/debug/enishi', import.meta.url));

/** The demo promises two seconds on a free machine; a debug build beside other work gets more. */
const START_MS = 30_000;
const STOP_MS = 10_000;

/** Any free port, as each command says it. */
export const DEMO = ['demo', '--port', '0'];
export const SERVE = ['serve', '--listen', '127.0.0.1:0'];

/**
 * Starts `enishi demo` (or another server command) and waits for the addresses it prints.
 *
 * @returns {Promise<{origin: string, firstLink: string | null, output: () => string, stop: () => Promise<void>}>}
 *   `origin` without a trailing slash; `firstLink` the link for the first administrator, where the program printed one.
 */
export async function startProgram({ command = DEMO, settings = {} } = {}) {
  const data = await mkdtemp(join(tmpdir(), 'enishi-browser-'));
  const program = spawn(BINARY, [...command, '--data', data], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise((resolve) => {
    program.once('error', (error) => resolve(String(error)));
    program.once('exit', (code, signal) => resolve(signal ?? code));
  });
  program.stderr.on('data', (chunk) => (output += chunk));

  const lines = createInterface({ input: program.stdout });
  const addresses = [];
  const address = new Promise((resolve) => {
    lines.on('line', (line) => {
      output += `${line}\n`;
      const found = line.match(/https?:\/\/[^\s"'`<>]+/);
      if (found) addresses.push(new URL(found[0]));
      // The folder is told last: by then every address has been printed.
      if (addresses.length > 0 && line.includes(data)) resolve(addresses[0]);
    });
  });

  const late = new Promise((resolve) => setTimeout(resolve, START_MS, 'late').unref());
  const first = await Promise.race([address, ended, late]);
  if (!(first instanceof URL)) {
    program.kill('SIGKILL');
    await rm(data, { recursive: true, force: true });
    const what = first === 'late' ? `printed no address within ${START_MS} ms` : `ended (${first})`;
    throw new Error(`${BINARY} ${command.join(' ')} ${what}; it said:\n${output}`);
  }

  return {
    origin: first.origin,
    /** The link by which the first administrator is made: the printed address that is more than a host. */
    get firstLink() {
      return addresses.find((url) => url.pathname !== '/' || url.search !== '')?.href ?? null;
    },
    output: () => output,
    /** Ctrl-C, as a person stops it; a program that does not end is an error. */
    async stop() {
      program.kill('SIGINT');
      const stopped = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, STOP_MS, 'late').unref())]);
      if (stopped === 'late') {
        program.kill('SIGKILL');
        await once(program, 'exit');
      }
      await rm(data, { recursive: true, force: true });
      if (stopped !== 0) throw new Error(`expected exit code 0 after Ctrl-C, found ${stopped}; it said:\n${output}`);
    },
  };
}

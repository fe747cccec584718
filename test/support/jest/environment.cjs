/** The process itself as the environment of a spec, put back as it was at the end: see docs/adr/0060. */
const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

// A worker has ended when nothing is left to do. To take its heap down as well takes longer than Jest waits for it.
const exit = process.exit.bind(process); // Jest puts one of its own in its place.
if (process.send) process.once('beforeExit', () => exit());

class ProcessEnvironment {
  constructor({ projectConfig: config }) {
    this.global = globalThis;
    this.before = {
      globals: new Set(Reflect.ownKeys(globalThis)),
      env: { ...process.env },
      exitCode: process.exitCode,
    };
    this.moduleMocker = new ModuleMocker(globalThis);
    const timerConfig = { idToRef: (id) => id, refToId: (timer) => timer };
    this.fakeTimers = new LegacyFakeTimers({
      config,
      global: globalThis,
      moduleMocker: this.moduleMocker,
      timerConfig,
    });
    this.fakeTimersModern = new ModernFakeTimers({ config, global: globalThis });
  }

  async setup() {}

  async teardown() {
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    for (const key of Reflect.ownKeys(globalThis)) {
      if (!this.before.globals.has(key)) Reflect.deleteProperty(globalThis, key);
    }
    for (const name of Object.keys(process.env)) if (!(name in this.before.env)) delete process.env[name];
    Object.assign(process.env, this.before.env);
    process.exitCode = this.before.exitCode;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return null;
  }
}

module.exports = ProcessEnvironment;

/** Jest's runtime, which loads a library once per process instead of once per spec: see docs/adr/0060. */
const { createRequire, isBuiltin } = require('node:module');
const { compileFunction, constants } = require('node:vm');
const { default: JestRuntime } = require('jest-runtime');
const { startCounting, takeCounts, withSourcesOnce } = require('./coverage.cjs');

/** What is left to Node: node_modules and ES modules, as opposed to our own files, which every spec has anew. */
const isLibrary = (name) =>
  name.endsWith('.mjs') || (!name.startsWith('.') && !name.startsWith('/') && !isBuiltin(name));

/** They register what our modules declare in one registry per process: each spec has its own. */
const PER_SPEC = new Set(['prom-client', '@willsoto/nestjs-prometheus']);

class Runtime extends JestRuntime {
  constructor(...given) {
    super(...given);
    // The main context, where the libraries are, in place of a context for each spec.
    this.executor.compile = (source, filename) =>
      compileFunction(source, this.executor.injectedModuleParameters, {
        filename,
        importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      });
  }

  requireModuleOrMock(from, name) {
    if (!isLibrary(name) || PER_SPEC.has(name) || name === '@jest/globals')
      return super.requireModuleOrMock(from, name);
    return createRequire(from)(name);
  }

  collectV8Coverage() {
    Object.assign(this.v8Coverage, { sources: new Map(), instrumenter: { stopInstrumenting: takeCounts } });
    return startCounting();
  }

  getAllV8CoverageInfoCopy() {
    return withSourcesOnce(super.getAllV8CoverageInfoCopy());
  }
}

module.exports = Runtime;

/** What V8 counts for the coverage, without a stop between the specs of a process: see docs/adr/0060. */
const { Session } = require('node:inspector/promises');

/** V8 throws away all that it has optimized whenever counting starts or stops. */
let session;

async function startCounting() {
  if (session) return;
  session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
}

/** What ran since this was last asked. */
async function takeCounts() {
  return (await session.post('Profiler.takePreciseCoverage')).result;
}

const sent = new Set();

/** Of what this spec loaded; the source of a file is sent to the reporter once per process, for it keeps the first. */
function withSourcesOnce(coverage) {
  return coverage
    .filter(({ codeTransformResult }) => codeTransformResult !== undefined)
    .map((covered) => {
      if (sent.has(covered.result.url)) return { result: covered.result };
      sent.add(covered.result.url);
      return covered;
    });
}

module.exports = { startCounting, takeCounts, withSourcesOnce };

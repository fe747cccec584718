/** The order of the specs: the longest begin, and chaos, which mostly waits, runs beside what works. */
const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * What takes longer than the rest, longest first. A clean clone has no times of earlier runs, and the size of a file says
 * little: `npm test` names the slow ones with their seconds.
 */
const LONGEST = [
  'origin-outage',
  'worker-death',
  'discovery-death',
  'hostile-media',
  'signs-of-life',
  'dashboard-bad-luck',
  'dashboard-downloads',
  'stopping',
  'fairness',
  'full-disk',
  'dashboard-school',
  'commands',
  'odd-values',
  'silent-failover',
  'google-trouble',
  'dashboard-sign-in',
  'postgres-outage',
  'unanswered-connect',
  'shared-readings',
  'cancelling',
  'bad-sources',
  'ffmpeg-wrapper',
  'dashboard-courses',
  'realtime-bad-luck',
  'google-sync',
];
/** Behind those: the small ones fill what is left at the end. */
const PROJECTS = ['chaos', 'e2e', 'medium', 'unit'];

const projectOf = (test) => test.context.config.displayName?.name ?? '';

function rankOf(test) {
  const name = test.path.slice(test.path.lastIndexOf('/') + 1).split('.')[0];
  const at = LONGEST.indexOf(name);
  return at === -1 ? LONGEST.length + PROJECTS.indexOf(projectOf(test)) : at;
}

class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests).toSorted((one, other) => rankOf(one) - rankOf(other));
    const waiting = sorted.filter((test) => projectOf(test) === 'chaos');
    const working = sorted.filter((test) => projectOf(test) !== 'chaos');
    return working
      .flatMap((test, index) => [...waiting.slice(index, index + 1), test])
      .concat(waiting.slice(working.length));
  }
}

module.exports = LongestFirst;

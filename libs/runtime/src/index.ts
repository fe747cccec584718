import { nodeProblem } from './node-version';
import { threadsFor } from './thread-pool';

const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}

// libuv reads it when it is first given work, which some modules do as they load: before libs/config is there.
/* eslint-disable no-restricted-syntax */
process.env.UV_THREADPOOL_SIZE ??= String(threadsFor(process.env.MAX_CONCURRENT_DOWNLOADS));

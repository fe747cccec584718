export { afterCrash } from './after-crash';
export { decideRetry } from './retry-policy';

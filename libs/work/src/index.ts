export { afterCrash } from './after-crash';
export { decideRetry, type RetryDecision, type RunsSoFar } from './retry-policy';

import { Counter, register } from 'prom-client';

const NAME = 'cdl_sign_ins_total';

/** Of this process. Two apps in one process, as in tests, share it. */
export const signIns =
  (register.getSingleMetric(NAME) as Counter<'outcome'> | undefined) ??
  new Counter({ name: NAME, help: 'Sign-ins that this process let in or refused', labelNames: ['outcome'] });

import { PermanentError } from '@app/kernel';

/** The destination is not on the public internet, or not http(s). */
export class EgressForbidden extends PermanentError {
  constructor(host: string) {
    super('egress.forbidden', `The address ${host} is not on the public internet and may not be reached.`, {
      hint: 'Use a link that anybody on the internet can open.',
      details: { host },
    });
  }
}

/** Not a web address at all. */
export class UrlNotUsable extends PermanentError {
  constructor(reason: string) {
    super('url.not-usable', `This is not a usable web address: ${reason}.`, {
      hint: 'Give a complete address that begins with http:// or https://.',
    });
  }
}

import { AppConfig } from '@app/config';
import { Injectable } from '@nestjs/common';

/** Where Google's services are: at Google, or all of them under GOOGLE_ROOT_URL. */
@Injectable()
export class GoogleEndpoints {
  /** For googleapis clients; undefined means Google's own. */
  readonly rootUrl?: string;
  readonly authorize: string;
  readonly token: string;
  readonly revoke: string;
  readonly certs: string;
  readonly oembed: string;
  readonly drive: string;
  readonly issuers: string[];

  constructor(config: AppConfig) {
    const root = config.google.rootUrl;
    this.rootUrl = root === undefined ? undefined : `${root}/`;
    this.authorize = `${root ?? 'https://accounts.google.com'}/o/oauth2/v2/auth`;
    this.token = `${root ?? 'https://oauth2.googleapis.com'}/token`;
    this.revoke = `${root ?? 'https://oauth2.googleapis.com'}/revoke`;
    this.certs = `${root ?? 'https://www.googleapis.com'}/oauth2/v3/certs`;
    this.oembed = `${root ?? 'https://www.youtube.com'}/oembed`;
    this.drive = `${root ?? 'https://www.googleapis.com'}/drive/v3`;
    this.issuers = [
      'https://accounts.google.com',
      'accounts.google.com',
      ...(root === undefined ? [] : [root]),
    ];
  }
}

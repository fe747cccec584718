import { AppError, PermanentError, SnoozeError } from '@app/kernel';
import { text } from '@app/texts';
import type { Feature } from './features';

export class GoogleNotConfigured extends AppError {
  constructor() {
    super('google.not-configured', 'This installation is not connected to a Google Cloud project yet.', {
      hint: 'Set GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET; the README tells how to get them.',
    });
  }
}

/** Google does not know our client id, or the secret is another. No account is to blame. */
export class GoogleClientRefused extends SnoozeError {
  constructor(cause?: unknown) {
    super(
      'google.not-configured',
      'Google does not accept the client id or the client secret of this installation.',
      5 * 60_000,
      { hint: 'Ask the operator to check GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET.', cause },
    );
  }
}

export class CredentialNotFound extends AppError {
  constructor(id: number) {
    super('credential.not-found', `There is no Google account ${String(id)} here.`);
  }
}

export class CredentialNeedsReconsent extends PermanentError {
  constructor(email?: string | null) {
    super('credential.needs-reconsent', `Our access to ${email ?? 'this account'} has ended.`, {
      hint: 'Connect the Google account again. This happens after a password change, when access was removed, after half a year without use, and after seven days while the Google project is in testing.',
    });
  }
}

export class CredentialRevoked extends PermanentError {
  constructor() {
    super('credential.revoked', 'This Google account was disconnected.', {
      hint: 'Connect it again to go on.',
    });
  }
}

/** For a file that nobody opens without an account. */
export class CredentialMissing extends PermanentError {
  constructor() {
    super('credential.missing', 'The video is in Google Drive, and no Google account is connected.', {
      hint: 'Connect a Google account, then ask for the video again.',
    });
  }
}

export class ConnectLinkNotUsable extends AppError {
  /** @param returnTo where its maker wanted the person to be led */
  constructor(readonly returnTo: string | null = null) {
    super(
      'connect.link-not-usable',
      'This link to connect a Google account was used already or is too old.',
      {
        hint: 'Ask for a new link and open it within ten minutes.',
      },
    );
  }
}

export class ConnectStateNotUsable extends AppError {
  constructor() {
    super('connect.state-not-usable', "We couldn't match Google's reply. Start again in this browser.", {
      hint: 'Begin again, and finish in the same browser within ten minutes.',
    });
  }
}

/** What Google says when an account is not connected. */
const DECLINED: Partial<Record<string, { why: string; hint?: string }>> = {
  access_denied: { why: 'permission was not given.' },
  admin_policy_enforced: {
    why: "the school's Google administrator does not allow this app yet.",
    hint: 'Ask the administrator to trust this app in the Google admin console (API controls). Accounts under 18 need it.',
  },
  org_internal: {
    why: 'it does not belong to the school whose app this is.',
    hint: 'Use the account that the school gave you.',
  },
};

export class ConnectDeclined extends AppError {
  constructor(
    readonly reason: string,
    cause?: unknown,
  ) {
    const { why = `Google answered ${reason}.`, hint = 'Start again and choose Allow.' } =
      DECLINED[reason] ?? {};
    super('connect.declined', `The Google account was not connected: ${why}`, {
      hint,
      details: { reason },
      cause,
    });
  }
}

/** What came back names nobody, or not for this attempt: Google said yes, but to what we cannot trust. */
export class IdentityNotVerified extends ConnectDeclined {}

/** Whose it is stays untold to who has connected it a second time. */
export class CredentialOwned extends AppError {
  constructor(readonly credentialId: number | null) {
    super(
      'credential.owned-by-another',
      'Somebody else in this school has already connected this Google account.',
      {
        hint: 'It stays theirs. If it is your account, ask them or an admin to disconnect it, or remove our access at myaccount.google.com/connections; then connect it again.',
      },
    );
  }
}

export class ConnectOwnerOnly extends AppError {
  /** @param isAnonymous nobody is signed in in this browser */
  constructor(readonly isAnonymous: boolean) {
    super('connect.owner-only', 'Only the person who made this link can open it.', {
      hint: 'Sign in as that person in this browser, or make a link of your own.',
    });
  }
}

export class ConnectNotConfirmed extends AppError {
  constructor() {
    super('connect.not-confirmed', "We couldn't tell that you confirmed this in your browser.", {
      hint: 'Allow cookies, open the link again and choose “Continue to Google”.',
    });
  }
}

export class ReturnToNotAllowed extends AppError {
  constructor() {
    super(
      'connect.return-to-not-allowed',
      'return_to must be a path of this service or an address of an allowed front end.',
      {
        hint: 'Begin it with a single slash, or add its origin to CORS_ORIGINS.',
      },
    );
  }
}

export class GoogleMissingScope extends PermanentError {
  /** @param missing what was not allowed, when that is known */
  constructor({ missing = [], cause }: { missing?: readonly Feature[]; cause?: unknown } = {}) {
    const what = missing.map((feature) => text(`feature.${feature}`, 'en')).join(', ');
    super('google.missing-scope', `You didn't allow access to ${what || 'this'}.`, {
      hint: 'Connect the account again and leave every box ticked.',
      ...(missing.length > 0 ? { details: { missing_features: missing } } : {}),
      cause,
    });
  }
}

export class GoogleForbidden extends PermanentError {
  constructor(detail: string, cause?: unknown) {
    super('google.forbidden', `Google does not let this account see that${detail}.`, { cause });
  }
}

export class GoogleNotFound extends PermanentError {
  constructor(cause?: unknown) {
    super('google.not-found', 'Google does not have that, or this account may not see it.', { cause });
  }
}

/** A pause that Google names itself is kept, but nobody waits longer than a day for it. */
const PAUSE_MS = { usual: 30_000, longest: 24 * 3_600_000 };

export class GoogleRateLimited extends SnoozeError {
  /** Not this account alone is too fast, but all that this installation does. */
  readonly ofProject: boolean;

  /** @param retryAfterMs the pause that Google asked for, when it named one */
  constructor(
    retryAfterMs?: number,
    { ofProject = false, cause }: { ofProject?: boolean; cause?: unknown } = {},
  ) {
    const delayMs = Math.min(retryAfterMs ?? PAUSE_MS.usual, PAUSE_MS.longest);
    super('google.rate-limited', 'Google asks us to slow down.', delayMs, {
      hint: 'Nothing to do: it goes on by itself.',
      cause,
    });
    this.ofProject = ofProject;
  }
}

/** An outage there, or on the way: it ends without us, and costs nobody an attempt. */
export class GoogleUnavailable extends SnoozeError {
  constructor(cause?: unknown) {
    super('google.unavailable', 'Google does not answer at the moment.', PAUSE_MS.usual, {
      hint: 'Try again in a minute.',
      cause,
    });
  }
}

/** Not even an error came from there. */
export class GoogleUnreachable extends GoogleUnavailable {}

export class DriveFileForbidden extends PermanentError {
  constructor(cause?: unknown) {
    super('drive.forbidden', 'The owner of this file does not allow it to be downloaded.', {
      hint: 'Ask the teacher to allow downloading, or to share a copy.',
      cause,
    });
  }
}

export class DriveFileTrashed extends PermanentError {
  constructor() {
    super('drive.trashed', 'This file is in its owner’s trash.', {
      hint: 'Ask the teacher to restore it before Google deletes it for good, then try again.',
    });
  }
}

/** Deleted or not shared: Google does not tell which. */
export class DriveFileNotVisible extends PermanentError {
  constructor(cause?: unknown) {
    super('drive.not-visible', 'This file is not shared with your account, or was deleted.', {
      hint: 'Ask the teacher to share the file with the class, then try again.',
      cause,
    });
  }
}

/** Google locks a file that was fetched too often for about a day, for everybody. */
const FILE_LOCK_MS = 24 * 3_600_000;

export class DriveQuotaExceeded extends SnoozeError {
  constructor(cause?: unknown) {
    super(
      'drive.quota',
      'Too many people fetched this file today; Google opens it again within a day.',
      FILE_LOCK_MS,
      { hint: 'Nothing to do: it is tried again by itself tomorrow.', cause },
    );
  }
}

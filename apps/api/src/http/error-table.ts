import type { ErrorCode } from '@app/kernel';

interface HttpError {
  status: number;
  /** The same for every problem with this code. */
  title: string;
  /** For developers and operators: what it means and what to do. */
  help: string;
}

/** What each error is over HTTP. docs/errors.md explains the same table; a test keeps them together. */
// prettier-ignore
export const ERROR_TABLE: Record<ErrorCode, HttpError> = {
  'request.invalid': { status: 400, title: 'The request is not right', help: '`errors` names every wrong field. Correct them and send the request again.' },
  'request.unauthenticated': { status: 401, title: 'Sign-in needed', help: 'Send `Authorization: Bearer …` with a token from `POST /auth/login` or an API key that is valid now.' },
  'request.forbidden': { status: 403, title: 'Not allowed', help: "The caller is known but may not do this: the role or the key's scopes do not allow it." },
  'request.not-found': { status: 404, title: 'Nothing here', help: 'No route, or an id that cannot exist.' },
  'request.too-large': { status: 413, title: 'The body is too large', help: 'The body is over the limit of 1 MiB.' },
  'request.unsupported-type': { status: 415, title: 'The content type is not supported', help: 'Send JSON with `content-type: application/json`.' },
  'request.too-many': { status: 429, title: 'Too many requests', help: 'Wait as long as `Retry-After` says.' },
  'idempotency.conflict': { status: 422, title: 'The Idempotency-Key was used for another request', help: 'The key belongs to another body. Use a new key for a new request.' },
  'idempotency.in-progress': { status: 409, title: 'The first request with this Idempotency-Key still runs', help: "Ask again with the same key in a moment; the answer will be the first one's." },
  internal: { status: 500, title: 'Something went wrong here', help: 'A mistake of ours. The log has it under the `correlation_id`.' },
  'service.unavailable': { status: 503, title: 'Not available at the moment', help: 'PostgreSQL or Redis does not answer. Try again in a few seconds.' },
  'process.failed': { status: 500, title: 'A program failed', help: 'yt-dlp, ffmpeg or ffprobe could not be started or failed in a way nobody foresaw.' },
  'encryption.unreadable': { status: 500, title: 'A stored secret cannot be read', help: 'The stored tokens were sealed with a key that is not configured any more; see ENCRYPTION_KEYS_OLD.' },
  'auth.sign-in-refused': { status: 401, title: 'Sign-in refused', help: 'User name or password are wrong; the answer does not tell which.' },
  'egress.forbidden': { status: 422, title: 'The destination may not be reached', help: "The address leads to a private network, to this machine or to a cloud's metadata." },
  'url.not-usable': { status: 422, title: 'The address cannot be used', help: 'Only complete http(s) addresses without user name and password are taken.' },
  'google.not-configured': { status: 503, title: 'Google is not set up', help: 'Set GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET.' },
  'google.missing-scope': { status: 403, title: 'Google permission missing', help: 'The person did not allow this. Connect the account again with every box ticked.' },
  'google.forbidden': { status: 403, title: 'Google does not allow it', help: 'Google refuses for a reason of its own, such as Classroom being switched off for the account.' },
  'google.not-found': { status: 404, title: 'Google does not have it', help: 'It does not exist, or the account may not see it; Google does not tell which.' },
  'google.rate-limited': { status: 503, title: 'Google asks to slow down', help: 'A quota of the Google project or the account is used up for the moment.' },
  'google.unavailable': { status: 502, title: 'Google does not answer', help: 'Network trouble, or an error at Google.' },
  'drive.forbidden': { status: 403, title: 'The owner forbids downloading', help: '`capabilities.canDownload` is false: the owner has forbidden downloading.' },
  'drive.quota': { status: 503, title: 'The file was fetched too often today', help: 'Google locks a file for about a day after too many downloads. It is tried again by itself.' },
  'credential.not-found': { status: 404, title: 'No such Google account', help: "No such account, or somebody else's." },
  'credential.needs-reconsent': { status: 409, title: 'The Google account must be connected again', help: 'Google no longer accepts the refresh token: connect the account again.' },
  'credential.revoked': { status: 409, title: 'The Google account was disconnected', help: 'It was disconnected here; connect it again.' },
  'source.removed': { status: 422, title: 'The video is gone', help: 'The source says the video is gone.' },
  'source.private': { status: 422, title: 'The video is private', help: 'Its owner has to make it unlisted or public.' },
  'source.members-only': { status: 422, title: 'The video is for members', help: 'Only members of the channel may see it.' },
  'source.age-restricted': { status: 422, title: 'The video is for adults', help: 'The site wants an adult who is signed in.' },
  'source.geo-blocked': { status: 422, title: 'The video is blocked in this country', help: 'The site does not show it in the country of this server.' },
  'source.login-required': { status: 422, title: 'The video needs a sign-in', help: 'The site wants a sign-in.' },
  'source.protected': { status: 422, title: 'The video is copy-protected', help: 'Digital rights management; it cannot be downloaded.' },
  'source.no-format': { status: 422, title: 'The video does not come in this form', help: 'No format fits the wanted quality, or yt-dlp is too old for the site.' },
  'source.not-a-video': { status: 422, title: 'Not a video', help: 'A page, a login form or a document came instead of a video.' },
  'source.not-begun': { status: 503, title: 'The live video has not begun', help: 'A live video that has not begun; tried again every hour.' },
  'source.bot-check': { status: 503, title: 'The site checks for robots', help: 'The site suspects a robot; the host is left in peace for a while.' },
  'source.rate-limited': { status: 503, title: 'The source asks to slow down', help: 'Too many requests to this host; it goes on after a pause.' },
  'source.needs-extraction': { status: 502, title: 'The link leads to a page', help: 'Only seen inside: the direct fetcher hands over to yt-dlp.' },
  'source.unreachable': { status: 502, title: 'The source cannot be reached', help: 'Network trouble or an error at the source; tried again.' },
  'source.stalled': { status: 504, title: 'The source went silent', help: 'No byte came for STALL_TIMEOUT_SECONDS; tried again.' },
  'source.incomplete': { status: 502, title: 'The file did not arrive whole', help: 'Size, checksum or length are not what the source promised; tried again.' },
  'source.expired': { status: 502, title: 'The address expired', help: 'The address went stale in the middle (403); tried again with a fresh one.' },
  'download.not-found': { status: 404, title: 'No such download', help: "No such download, or somebody else's." },
  'download.not-retryable': { status: 409, title: 'Cannot be tried again', help: 'Only failed and cancelled downloads can be tried again.' },
  'download.no-file': { status: 409, title: 'There is no file', help: 'The download has not completed.' },
  'download.nothing': { status: 422, title: 'Nothing of it can be downloaded', help: '`blocked` says for every video why not.' },
  'download.poison': { status: 500, title: 'The download was given up', help: 'Workers died with it three times in a row.' },
  'download.too-long': { status: 504, title: 'The download took too long', help: 'It took longer than DOWNLOAD_TIMEOUT_SECONDS.' },
  'batch.not-found': { status: 404, title: 'No such batch', help: "No such batch, or somebody else's." },
  'disk.full': { status: 507, title: 'The disk is full', help: "Less than MIN_FREE_BYTES is left on the worker's disk." },
  'ytdlp.unusable': { status: 503, title: 'yt-dlp cannot be used', help: 'yt-dlp on the worker is missing, older than 2026.07.04, or cannot solve the challenges of the site. Install the official release; waiting downloads go on by themselves, and fail after a day.' },
  'course.not-found': { status: 404, title: 'No such course', help: 'The account does not see such a course.' },
  'coursework.not-found': { status: 404, title: 'No such item', help: 'The account does not see such an item in the course.' },
  'video.not-found': { status: 404, title: 'No such video', help: 'No account of the caller sees such a video.' },
  'connect.link-not-usable': { status: 410, title: 'The link was used or is too old', help: 'The one-time link was opened before, or is older than ten minutes.' },
  'connect.state-not-usable': { status: 400, title: 'Not the answer to this connection', help: 'The callback came in another browser, twice, or too late.' },
  'connect.declined': { status: 403, title: 'The account was not connected', help: "The person, or the school's administrator, did not allow it; or the identity could not be verified." },
  'connect.return-to-not-allowed': { status: 400, title: 'return_to is not allowed', help: 'Only own paths and origins in CORS_ORIGINS.' },
};

import { version } from '../../../package.json';

/** The version of this product: package.json is its one source. */
export const VERSION = version;

const VIDEO_FILE = /\.(?:mp4|m4v|mov|mkv|webm|avi|mpe?g|wmv|flv|3gp|ogv)$/i;

/** True for the name of a file, or the path of an address, that ends as videos do. */
export function isVideoFileName(name: string): boolean {
  return VIDEO_FILE.test(name);
}

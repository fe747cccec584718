/** What a file may come in: MP4, which everything plays, or whatever its source has. */
export const CONTAINERS = ['mp4', 'original'] as const;
export type Container = (typeof CONTAINERS)[number];

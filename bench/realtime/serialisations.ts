import type { LiveDownloads } from '@app/downloads';
import { DownloadFeeds } from '../../libs/realtime/src/download-feeds';
import { liveDownload, progressEvent, RUN } from '../../libs/realtime/src/testing/live-download';

/** How often a change of a download is turned into text when so many sockets watch it. */
export async function countSerialisations(sockets: number): Promise<number> {
  const row = liveDownload({ status: 'running', phase: 'downloading', runId: RUN, totalBytes: 1_000 });
  const downloads = { readDownloads: () => Promise.resolve([row]) } as unknown as LiveDownloads;
  const feeds = new DownloadFeeds(downloads, { now: () => new Date() });
  const subscriber = {
    viewer: { tenantId: row.tenantId, requester: row.requester, seesTenant: false },
    sendMessage: (message: { forSocket: () => string }) => void message.forSocket(),
    endWith: () => undefined,
  };
  const leaves = await Promise.all(
    Array.from({ length: sockets }, () => feeds.subscribe(row.id, subscriber)),
  );
  const stringify = JSON.stringify.bind(JSON);
  let count = 0;
  JSON.stringify = ((...given: Parameters<typeof stringify>) => {
    count += 1;
    return stringify(...given);
  }) as typeof JSON.stringify;
  try {
    feeds.publishProgress(progressEvent({ downloadId: row.id }));
  } finally {
    JSON.stringify = stringify;
    for (const leave of leaves) leave();
  }
  return count;
}

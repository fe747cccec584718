import { runningData } from './download-message';
import { withRow } from './download-state';
import { liveDownload } from './testing/live-download';

describe(runningData, () => {
  it('should shorten long addresses, so that a dashboard of many stays small', () => {
    const url = `https://videos.example/${'a'.repeat(4_000)}.mp4`;
    const data = runningData(withRow(undefined, liveDownload({ url })));
    expect(data.url).toHaveLength(500);
    expect(url.startsWith(data.url.slice(0, -1))).toBe(true);
  });
});

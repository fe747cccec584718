import type { Viewer } from '@app/kernel';
import { type Download, statusesFor } from '../download';

export const DOWNLOAD_ACTIONS = ['cancel', 'retry', 'delete'] as const;
export type DownloadAction = (typeof DOWNLOAD_ACTIONS)[number];

/**
 * What a viewer may do to a download now, for who offers it. What others share is only looked at. The statements that
 * change rows decide by themselves, by `mayChange` and by the status.
 */
export function allowedActions(
  { requester, status }: Pick<Download, 'requester' | 'status'>,
  viewer: Viewer,
): DownloadAction[] {
  if (!viewer.seesTenant && requester !== viewer.requester) return [];
  return DOWNLOAD_ACTIONS.filter((action) => action === 'delete' || statusesFor(action).includes(status));
}

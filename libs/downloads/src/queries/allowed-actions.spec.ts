import { allowedActions } from './allowed-actions';
import type { DownloadStatus } from '../download';

const ANA = { tenantId: 'a', requester: 'user:ana', seesTenant: false };

describe(allowedActions, () => {
  it.each<[DownloadStatus, string[]]>([
    ['queued', ['cancel', 'delete']],
    ['running', ['cancel', 'delete']],
    ['completed', ['delete']],
    ['failed', ['retry', 'delete']],
    ['cancelled', ['retry', 'delete']],
  ])('should be told for one that is %s', (status, actions) => {
    expect(allowedActions({ status, requester: 'user:ana' }, ANA)).toEqual(actions);
  });

  it('should be none for whom it is only shared with, and all for who looks after the school', () => {
    const shared = { status: 'completed', requester: 'user:bia' } as const;
    expect(allowedActions(shared, ANA)).toEqual([]);
    expect(allowedActions(shared, { ...ANA, seesTenant: true })).toEqual(['delete']);
  });
});

import type { Schemas } from '../../../api/client';
import { countAccounts } from './accounts-of';

const account = (more: Partial<Schemas['Credential']>) =>
  ({
    owner_user_id: 'ana',
    status: 'active',
    missing_features: [],
    ...more,
  }) as unknown as Schemas['Credential'];

describe(countAccounts, () => {
  it('should tell for each person what works, what is missing and what has ended', () => {
    const counts = countAccounts([
      account({}),
      account({ missing_features: ['drive'] }),
      account({ status: 'needs_reconsent' }),
      account({ owner_user_id: 'bruno' }),
      account({ owner_user_id: null }),
      account({ owner_user_id: 'carla', status: 'revoked' }),
    ]);
    expect(Object.fromEntries(counts)).toEqual({
      ana: { active: 2, broken: 1, partial: 1 },
      bruno: { active: 1, broken: 0, partial: 0 },
    });
  });
});

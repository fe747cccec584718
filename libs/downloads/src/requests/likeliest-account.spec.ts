import type { VerdictState } from '@app/courses';
import type { Credential } from '@app/google';
import { itReturns } from '@app/testing/table';
import { likeliestAccount } from './likeliest-account';

type Account = Pick<Credential, 'id' | 'ownerUserId' | 'status' | 'missingFeatures'>;

const account = (id: number, ownerUserId: string | null, other: Partial<Account> = {}): Account => ({
  id,
  ownerUserId,
  status: 'active',
  missingFeatures: [],
  ...other,
});
const [OTHERS, SCHOOL, OWN, SECOND] = [
  account(1, 'rui'),
  account(2, null),
  account(3, 'ana'),
  account(4, 'ana'),
];
const ENDED = account(5, 'ana', { status: 'needs_reconsent' });
const WITHOUT_DRIVE = account(6, 'ana', { missingFeatures: ['drive'] });

describe(likeliestAccount, () => {
  itReturns(
    'should be, of %j with %j, %p',
    (accounts: Account[], verdicts: [number, VerdictState][]) =>
      likeliestAccount(accounts, new Map(verdicts), 'ana')?.id,
    [
      [[], [], undefined],
      [[ENDED], [], undefined],
      [[OTHERS, SCHOOL, OWN, SECOND], [], 3],
      [[OTHERS, SCHOOL], [], 2],
      [[OTHERS], [], 1],
      [[WITHOUT_DRIVE, SCHOOL], [], 2],
      [[WITHOUT_DRIVE], [], 6],
      [[OTHERS, OWN, SECOND], [[3, 'unavailable']], 4],
      [[OTHERS, OWN], [[3, 'unavailable']], 1],
      [
        [OTHERS, OWN, SECOND],
        [
          [3, 'unknown'],
          [4, 'available'],
        ],
        4,
      ],
      [[OTHERS, OWN], [[1, 'available']], 1],
    ],
  );
});

import { delay } from './waiting';
import { onCallInTransaction, refuseInTransaction, withinTransaction } from './transaction-scope';

describe(refuseInTransaction, () => {
  beforeAll(() => {
    onCallInTransaction((problem) => {
      throw problem;
    });
  });

  it('should let calls through where no transaction is open', () => {
    expect(() => refuseInTransaction('a call to Google')).not.toThrow();
  });

  it('should refuse them inside, however deep', async () => {
    const deep = async () => {
      await Promise.resolve();
      refuseInTransaction('a call to Google');
    };
    await expect(withinTransaction(deep)).rejects.toThrow('a call to Google inside an open transaction');
    await expect(withinTransaction(() => delay(1))).rejects.toThrow('a pause inside an open transaction');
  });

  it('should not blame what a transaction left behind', async () => {
    let later: Promise<void> = Promise.resolve();
    const over = Promise.withResolvers<undefined>();
    await withinTransaction(async () => {
      later = over.promise.then(() => refuseInTransaction('a call to Google'));
    });
    over.resolve(undefined);
    await expect(later).resolves.toBeUndefined();
  });
});

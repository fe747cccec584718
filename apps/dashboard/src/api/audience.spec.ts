import { itReturns } from '@app/testing/table';
import { isFor } from './audience';

describe(isFor, () => {
  itReturns('should offer what is for %s to %s: %s', isFor, [
    [undefined, 'user', true],
    [undefined, undefined, true],
    ['admins', 'user', false],
    ['admins', 'admin', true],
    ['admins', 'super_admin', true],
    ['admins', undefined, false],
    ['super-admins', 'admin', false],
    ['super-admins', 'super_admin', true],
  ]);
});

import type { User } from './client';

/** As the policy of the API has it: school admins, and super-admins. */
export const isAdmin = ({ role }: User): boolean => role === 'admin' || role === 'super_admin';

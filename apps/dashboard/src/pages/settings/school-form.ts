import type { Schemas } from '../../api/client';

/** What a form that changes the own school is given. */
export interface SchoolFormProps {
  school: Schemas['Tenant'];
  isBusy: boolean;
  error: unknown;
  save: (body: Schemas['UpdateTenant']) => void;
}

import { AppError, PermanentError } from '@app/kernel';

export class BatchNotFound extends AppError {
  constructor(id: string) {
    super('batch.not-found', `There is no batch ${id} here.`);
  }
}

/** Its owner was removed before the course was read. */
export class BatchAccountRemoved extends PermanentError {
  constructor() {
    super('credential.not-found', 'The Google account of this batch was removed.', {
      hint: 'Request the course again with another Google account.',
    });
  }
}

import { AppError } from '@app/kernel';

export class BatchNotFound extends AppError {
  constructor(id: string) {
    super('batch.not-found', `There is no batch ${id} here.`);
  }
}

import { executeReturning } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { FirstAdminEntity } from './first-admin.entity';

@Injectable()
export class FirstAdminsRepository {
  constructor(@InjectRepository(FirstAdminEntity) private readonly admins: Repository<FirstAdminEntity>) {}

  wasMade(): Promise<boolean> {
    return this.admins.existsBy({ single: true });
  }

  /** True for the one process of all that may make the first admin, and only ever once. */
  async markMade(): Promise<boolean> {
    const insert = this.admins.createQueryBuilder().insert().values({ single: true }).orIgnore();
    return (await executeReturning(insert, ['single'])).length > 0;
  }
}

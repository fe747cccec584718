import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { UserEntity } from './user.entity';

export type NewUser = Pick<
  UserEntity,
  'tenantId' | 'username' | 'email' | 'fullName' | 'passwordHash' | 'role'
>;

@Injectable()
export class UsersRepository {
  constructor(@InjectRepository(UserEntity) private readonly users: Repository<UserEntity>) {}

  findById(id: string): Promise<UserEntity | null> {
    return this.users.findOneBy({ id });
  }

  /** By user name or by e-mail address, whichever it is. */
  findByLogin(login: string): Promise<UserEntity | null> {
    const known = login.toLowerCase();
    return this.users.findOneBy(known.includes('@') ? { email: known } : { username: known });
  }

  /** Adds a user unless the name or the address is taken. */
  async addIfAbsent(user: NewUser): Promise<boolean> {
    const result = await this.users
      .createQueryBuilder()
      .insert()
      .values(user)
      .orIgnore()
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length > 0;
  }

  async markSignedIn(id: string): Promise<void> {
    await this.users.update({ id }, { lastLoginAt: new Date() });
  }
}

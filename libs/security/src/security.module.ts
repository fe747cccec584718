import { Global, Module } from '@nestjs/common';
import { KeyRing } from './key-ring';
import { Passwords } from './passwords';

@Global()
@Module({ providers: [KeyRing, Passwords], exports: [KeyRing, Passwords] })
export class SecurityModule {}

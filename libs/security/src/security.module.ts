import { Global, Module } from '@nestjs/common';
import { KeyRing } from './key-ring';
import { PasswordGuesser } from './password-guesser';
import { Passwords } from './passwords';

@Global()
@Module({ providers: [KeyRing, PasswordGuesser, Passwords], exports: [KeyRing, PasswordGuesser, Passwords] })
export class SecurityModule {}

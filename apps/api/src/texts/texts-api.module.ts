import { Module } from '@nestjs/common';
import { TextsController } from './texts.controller';

/** What codes mean, in words, for gateways and pages. */
@Module({ controllers: [TextsController] })
export class TextsApiModule {}

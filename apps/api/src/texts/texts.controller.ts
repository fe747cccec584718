import { catalogueIn, LANGUAGES, spoken } from '@app/texts';
import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../docs/endpoint.decorator';
import { Public } from '../http/access.decorators';
import { AddressNotFound } from '../http/request.errors';
import { TextsDto } from './texts.dto';

/** For gateways that show our codes to people. Nothing in it is secret. */
@ApiTags('texts')
@Controller('texts')
export class TextsController {
  @Get(':language')
  @Public()
  @Header('cache-control', 'public, no-cache')
  @Endpoint('Every text of a language by its code; a region of its own is no obstacle', {
    answers: TextsDto,
    problems: [404],
  })
  @ApiParam({ name: 'language', description: 'as BCP 47 names it', example: LANGUAGES[1] })
  getTexts(@Param('language') tag: string): TextsDto {
    const language = spoken(tag);
    if (language === undefined) throw new AddressNotFound();
    return { language, texts: catalogueIn(language) };
  }
}

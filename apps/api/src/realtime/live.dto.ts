import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';

export class SinceQuery {
  @ApiPropertyOptional({
    description: 'id of the last message that the client has, for those that cannot send `Last-Event-ID`',
    example: '1.1.425',
  })
  @IsOptional()
  @Matches(/^[\d.]{1,70}$/)
  since?: string;
}

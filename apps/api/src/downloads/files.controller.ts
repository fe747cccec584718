import type { Caller } from '@app/auth';
import { FindDownloads } from '@app/downloads';
import { FileStorage } from '@app/storage';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiFile } from '../docs/api-file.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { AddressNotFound } from '../http/request.errors';
import { UuidParam } from '../http/validation';
import { FileQuery } from './download-requests.dto';
import { sendFile } from './send-file';

/** The bytes. HEAD answers the same without them. */
@ApiTags('downloads')
@Controller('downloads')
@Requires('downloads.read')
export class FilesController {
  constructor(
    private readonly find: FindDownloads,
    private readonly storage: FileStorage,
  ) {}

  @Get(':id/file')
  @ApiOperation({ summary: 'The video; parts of it with Range, so that players can jump' })
  @ApiFile('video/mp4', 'video/*', 'audio/*')
  async getDownloadFile(
    @UuidParam('id') id: string,
    @Query() { download: save }: FileQuery,
    @CurrentCaller() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { file, fileName } = await this.find.file(id, caller);
    const etag = `"${file.sha256}"`;
    await sendFile(this.storage, { key: file.storageKey, fileName, etag, save }, reply);
  }

  @Get(':id/thumbnail')
  @ApiOperation({ summary: 'A picture of the video' })
  @ApiFile('image/jpeg', 'image/*')
  async getDownloadThumbnail(
    @UuidParam('id') id: string,
    @CurrentCaller() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { file } = await this.find.file(id, caller);
    if (file.thumbnailKey === null) throw new AddressNotFound();
    const fileName = `thumbnail.${extensionOf(file.thumbnailKey)}`;
    const etag = `"${file.sha256}-thumbnail"`;
    await sendFile(this.storage, { key: file.thumbnailKey, fileName, etag, save: false }, reply);
  }

  @Get(':id/subtitles/:lang')
  @ApiOperation({ summary: 'Subtitles in one language, as WebVTT' })
  @ApiFile('text/vtt')
  async getDownloadSubtitles(
    @UuidParam('id') id: string,
    @Param('lang') lang: string,
    @CurrentCaller() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { file, fileName } = await this.find.file(id, caller);
    const key = Object.entries(file.subtitles).find(([language]) => language === lang)?.[1];
    if (key === undefined) throw new AddressNotFound();
    const name = fileName.replace(/\.\w+$/, `.${lang}.vtt`);
    await sendFile(
      this.storage,
      { key, fileName: name, etag: `"${file.sha256}-${lang}"`, save: false },
      reply,
    );
  }
}

function extensionOf(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1);
}

import type { RequestedVideo } from '@app/downloads';
import { RequestInvalid } from '../http/request.errors';
import type { CreateDownloadDto } from './download-requests.dto';
import { isGiven } from './download-options.dto';

/** What a body asks for: exactly one of the three ways. @throws RequestInvalid */
export function requestedVideo(body: CreateDownloadDto): RequestedVideo {
  const { url, video_id: videoId, course_id: courseId, coursework_id: courseworkId } = body;
  const credentialId = body.credential_id ?? undefined;
  const ways = [url, videoId, courseworkId ?? courseId].filter(isGiven);
  if (ways.length > 1) {
    throw new RequestInvalid([
      { field: 'url', message: 'give url, or video_id, or coursework_id', code: 'required' },
    ]);
  }
  if (isGiven(url)) return { url, credentialId };
  if (isGiven(videoId)) return { videoId, credentialId };
  if (!isGiven(courseworkId) || credentialId === undefined) {
    throw new RequestInvalid([
      {
        field: 'url',
        message: 'url is required, or video_id, or coursework_id with credential_id',
        code: 'required',
      },
    ]);
  }
  return { courseId: courseId ?? undefined, courseworkId, credentialId };
}

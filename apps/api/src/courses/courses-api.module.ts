import { CoursesModule } from '@app/courses';
import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module';
import { CoursesController } from './courses.controller';

/** Courses and what is in them. */
@Module({
  imports: [CoursesModule, HttpModule],
  controllers: [CoursesController],
})
export class CoursesApiModule {}

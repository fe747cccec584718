/* eslint-disable */
// Generated from openapi.json by npm run generate.

export interface paths {
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The API keys of the school, the newest first; never the keys themselves
         * @description For `admin`, `super_admin`; no API key.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Make an API key; it is shown in this answer and never again
         * @description For `admin`, `super_admin`; no API key.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API key at once; the list keeps it
         * @description For `admin`, `super_admin`; no API key.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Connect a Google account from a signed-in browser
         * @description For everybody who is signed in; API keys with `credentials:write`.
         */
        get: operations["connectGoogleAccount"];
        put?: never;
        /** Sign in with user name and password; also sets the cookies of a browser session */
        post: operations["signInWithPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in by the password form of OAuth 2; sets no cookies */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange a refresh token, which counts once, for new tokens; from the cookie or from the body */
        post: operations["refreshToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End this session, or every session of this person
         * @description For everybody who is signed in; no API key.
         */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether signing in wants a code of an authenticator app
         * @description For everybody who is signed in; no API key.
         */
        get: operations["getSecondFactor"];
        put?: never;
        /**
         * Begin to add an authenticator app (TOTP); it counts once a code was confirmed
         * @description For everybody who is signed in; no API key.
         */
        post: operations["enrolSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show a code of the new app; answers the recovery codes and ends other sessions
         * @description For everybody who is signed in; no API key.
         */
        post: operations["confirmSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on with a sign-in that was answered with auth.second-factor-required; sets the cookies, too */
        post: operations["verifySecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the authenticator app away: wants the password and a code
         * @description For everybody who is signed in; no API key.
         */
        post: operations["removeSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/users/{id}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take the authenticator app away from a person who has lost it
         * @description For `admin`, `super_admin`; no API key.
         */
        delete: operations["resetSecondFactor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the caller is signed in
         * @description For everybody who is signed in; no API key.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /**
         * End every session of the caller but this one
         * @description For everybody who is signed in; no API key.
         */
        delete: operations["endOtherSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one session; its tokens stop at once
         * @description For everybody who is signed in; no API key.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/users/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a person is signed in
         * @description For `admin`, `super_admin`; no API key.
         */
        get: operations["listUserSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/users/{id}/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one session of a person; its tokens stop at once
         * @description For `admin`, `super_admin`; no API key.
         */
        delete: operations["endUserSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/courses/{course_id}/download-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Download every video of a course
         * @description The same request, made again while the course is still being read, gets the same job.
         *
         *     For everybody who is signed in; API keys with `downloads:write`.
         */
        post: operations["downloadCourse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/courses/{course_id}/download-all/estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What downloading a whole course would mean
         * @description For everybody who is signed in; API keys with `downloads:read`.
         */
        get: operations["estimateCourseDownload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batch-downloads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Batches, the newest first
         * @description For everybody who is signed in; API keys with `downloads:read`.
         */
        get: operations["listBatches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batch-downloads/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One batch and how far it is
         * @description For everybody who is signed in; API keys with `downloads:read`.
         */
        get: operations["getBatch"];
        put?: never;
        post?: never;
        /**
         * Cancel all of a batch that has not ended
         * @description For everybody who is signed in; API keys with `downloads:write`.
         */
        delete: operations["cancelBatch"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batch-downloads/{job_id}/retry-failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try the failed downloads of a batch again, or to read its course
         * @description For everybody who is signed in; API keys with `downloads:write`.
         */
        post: operations["retryBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/courses/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much of each course of a Google account you have
         * @description For everybody who is signed in; API keys with `courses:read`.
         */
        get: operations["listCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/courses/{course_id}/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What you have of each video of a course
         * @description For everybody who is signed in; API keys with `courses:read`.
         */
        get: operations["getCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/courses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Courses that a Google account teaches or attends
         * @description For everybody who is signed in; API keys with `courses:read`.
         */
        get: operations["listCourses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/courses/{course_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All of one course
         * @description For everybody who is signed in; API keys with `courses:read`.
         */
        get: operations["getCourse"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/courses/{course_id}/coursework": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Assignments, materials and announcements of a course, each with its videos
         * @description For everybody who is signed in; API keys with `courses:read`.
         */
        get: operations["listCoursework"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/courses/{course_id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the whole course from Google again, in the background
         * @description For everybody who is signed in; API keys with `courses:write`.
         */
        post: operations["syncCourse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/connect/{link}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The one-time link: for its owner on to Google, for others a page that says who gets access and asks */
        get: operations["openConnectLink"];
        put?: never;
        /** The answer to that page: uses the link and goes on to Google */
        post: operations["answerConnectLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where Google sends the browser back, to connect an account or to sign in */
        get: operations["handleGoogleCallback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credentials/connect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A one-time link that connects a Google account in the browser that opens it
         * @description For everybody who is signed in; API keys with `credentials:write`.
         */
        post: operations["createConnectLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Connected Google accounts
         * @description For everybody who is signed in; API keys with `credentials:read`.
         */
        get: operations["listCredentials"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credentials/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One connected Google account, never its tokens
         * @description For everybody who is signed in; API keys with `credentials:read`.
         */
        get: operations["getCredential"];
        put?: never;
        post?: never;
        /**
         * End the permission at Google and forget the tokens; downloads stay
         * @description For everybody who is signed in; API keys with `credentials:write`.
         */
        delete: operations["deleteCredential"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/google/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sign in with Google, where the tenant allows it; for a browser */
        get: operations["startGoogleSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-in-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How people may sign in and get an account, for a sign-in page */
        get: operations["getSignInOptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Downloads, the newest first
         * @description For everybody who is signed in; API keys with `downloads:read`.
         */
        get: operations["listDownloads"];
        put?: never;
        /**
         * Download every video of an item, one video, or any address
         * @description For everybody who is signed in; API keys with `downloads:write`.
         */
        post: operations["createDownload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/retry-failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try all failed downloads again
         * @description For everybody who is signed in; API keys with `downloads:write`.
         */
        post: operations["retryFailedDownloads"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One download and how far it is
         * @description For everybody who is signed in; API keys with `downloads:read`.
         */
        get: operations["getDownload"];
        put?: never;
        post?: never;
        /**
         * Cancel a queued or running download; a finished one stays unless it is purged
         * @description For everybody who is signed in; API keys with `downloads:write`.
         */
        delete: operations["cancelDownload"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a failed or cancelled download again
         * @description For everybody who is signed in; API keys with `downloads:write`.
         */
        post: operations["retryDownload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The video; parts of it with Range, so that players can jump
         * @description For everybody who is signed in; API keys with `downloads:read`.
         */
        get: operations["getDownloadFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/{id}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of the video
         * @description For everybody who is signed in; API keys with `downloads:read`.
         */
        get: operations["getDownloadThumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/{id}/subtitles/{lang}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Subtitles in one language, as WebVTT
         * @description For everybody who is signed in; API keys with `downloads:read`.
         */
        get: operations["getDownloadSubtitles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quota": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the own tenant and the caller store, may store, and the largest file
         * @description For everybody who is signed in; API keys with `downloads:read`.
         */
        get: operations["getQuota"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the installation is; admins and keys are told of every part. At most two seconds old */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether this process runs */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether this process can serve */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Prometheus metrics of the whole installation, for METRICS_TOKEN, super-admins, or this machine itself */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/maintenance/clean-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What the retention lets go, over all tenants; with dry_run=false it goes
         * @description For `super_admin`; no API key.
         */
        post: operations["runCleanUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/maintenance/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Files that no row names: kept aside, and when each is deleted for good
         * @description For `super_admin`; no API key.
         */
        get: operations["listQuarantinedFiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Notices that hold now, the newest first
         * @description For everybody who is signed in; every API key.
         */
        get: operations["listNotices"];
        put?: never;
        /**
         * Tell everybody of the tenant something, or of all tenants
         * @description For `admin`, `super_admin`; no API key.
         */
        post: operations["createNotice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw a notice
         * @description For `admin`, `super_admin`; no API key.
         */
        delete: operations["withdrawNotice"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ws/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many live connections the tenant has open at this replica of the api
         * @description For everybody who is signed in; every API key.
         */
        get: operations["getConnections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ws/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A ticket that opens one WebSocket
         * @description For clients that can send neither a header nor a cookie with it: `wss://…/ws/queue?ticket=…`, once, within 30 seconds.
         *
         *     For everybody who is signed in; every API key.
         */
        post: operations["createTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/queue/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch how many downloads wait, run and have ended
         * @description For everybody who is signed in; API keys with `downloads:read`.
         */
        get: operations["streamQueue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/stats/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch the figures of downloads and storage
         * @description For everybody who is signed in; API keys with `downloads:read`.
         */
        get: operations["streamStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/dashboard/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch all of it: what runs, the queue and the figures
         * @description For everybody who is signed in; API keys with `downloads:read`.
         */
        get: operations["streamDashboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/{id}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch one download until its end
         * @description For everybody who is signed in; API keys with `downloads:read`.
         */
        get: operations["streamDownload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batch-downloads/{job_id}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch one batch until its end
         * @description For everybody who is signed in; API keys with `downloads:read`.
         */
        get: operations["streamBatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/security/rate-limit/api": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many requests the caller has left
         * @description For everybody who is signed in; every API key.
         */
        get: operations["getRateLimit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/security/blocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Network addresses that are blocked, because they were refused too often
         * @description For `super_admin`; no API key.
         */
        get: operations["listBlockedAddresses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/security/blocks/{ip}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Let a network address in again; any address of a blocked network will do
         * @description For `super_admin`; no API key.
         */
        delete: operations["unblockAddress"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/security/lockouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * People of the own tenant who are locked out; of every tenant for super-admins
         * @description For `admin`, `super_admin`; no API key.
         */
        get: operations["listLockouts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/security/lockouts/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Let a person in again, from every place; not oneself
         * @description For `admin`, `super_admin`; no API key.
         */
        delete: operations["clearLockout"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/security/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The audit trail, the newest first: of the own school, for super-admins of all
         * @description For `admin`, `super_admin`; no API key.
         */
        get: operations["listSecurityEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/security/events/integrity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether an event is missing, was changed or was put in, computed anew
         * @description For `super_admin`; no API key.
         */
        get: operations["verifyAuditTrail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/security/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How often what happened
         * @description For `admin`, `super_admin`; no API key.
         */
        get: operations["getSecurityStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/security/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell the admins that something is not right
         * @description For everybody who is signed in; every API key.
         */
        post: operations["reportIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/security/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whether an address, file type, quality or format would be taken, and why not
         * @description For everybody who is signed in; every API key.
         */
        post: operations["validateInput"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/security/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same as POST /auth/token */
        post: operations["createSecurityToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/security/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same as POST /auth/refresh, with the token in the body */
        post: operations["refreshSecurityToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The own tenant, who in it sees course files, and who signs in with Google
         * @description For `admin`, `super_admin`; no API key.
         */
        get: operations["getOwnTenant"];
        /**
         * Change the own tenant; what is left out stays. Counts from the next request on
         * @description For `admin`, `super_admin`; no API key.
         */
        put: operations["updateOwnTenant"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change any tenant; what is left out stays. The one way to set google_domain
         * @description For `super_admin`; no API key.
         */
        put: operations["updateTenant"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every tenant of the installation
         * @description For `super_admin`; no API key.
         */
        get: operations["listTenants"];
        put?: never;
        /**
         * Make a tenant; its first admin comes by an invitation or POST /users
         * @description For `super_admin`; no API key.
         */
        post: operations["createTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/texts/{language}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every text of a language by its code; a region of its own is no obstacle */
        get: operations["getTexts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Open, used and expired invitations, never their tokens
         * @description For `admin`, `super_admin`; no API key.
         */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite a person; the token is shown this once. Replaces an open one to the same address
         * @description For `admin`, `super_admin`; no API key.
         */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw an open invitation
         * @description For `admin`, `super_admin`; no API key.
         */
        delete: operations["withdrawInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The own account
         * @description For everybody who is signed in; no API key.
         */
        get: operations["getProfile"];
        /**
         * Change the own name, or ask for another address; what is left out stays
         * @description For everybody who is signed in; no API key.
         */
        put: operations["updateProfile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the own password; every session ends and a new one begins
         * @description For everybody who is signed in; no API key.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an own account: with an invitation, or where registration is open */
        post: operations["registerUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the first admin with the setup token from the log; only while there is no user */
        post: operations["createFirstAdmin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an account for somebody: e-mail address and password are enough
         * @description For `admin`, `super_admin`; no API key.
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The people of the own tenant; of every tenant for super-admins
         * @description For `admin`, `super_admin`; no API key.
         */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One person
         * @description For `admin`, `super_admin`; no API key.
         */
        get: operations["getUser"];
        /**
         * Change a person; what is left out stays. Deactivating ends every session
         * @description For `admin`, `super_admin`; no API key.
         */
        put: operations["updateUser"];
        post?: never;
        /**
         * Remove a person with their sessions and Google accounts; downloads stay
         * @description For `admin`, `super_admin`; no API key.
         */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/users/{id}/email/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that the address a person asked for, or registered with, is theirs
         * @description For `admin`, `super_admin`; no API key.
         */
        post: operations["confirmUserEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/users/{id}/email/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that the address a person asked for is not theirs; the old one stays
         * @description For `admin`, `super_admin`; no API key.
         */
        post: operations["rejectUserEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ApiKey: {
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /** @example gateway of the school */
            name: string;
            /**
             * @description how the key begins, to recognise it by
             * @example cdl_x7Q2vL0a
             */
            prefix: string;
            /**
             * @example [
             *       "courses:read",
             *       "downloads:write"
             *     ]
             */
            scopes: components["schemas"]["ApiKeyScope"][];
            /**
             * @description requests a minute; null: not limited
             * @example 600
             */
            rate_per_minute: number | null;
            /**
             * Format: uuid
             * @description the admin who made it; null: it came from the environment
             */
            created_by_user_id: string | null;
            /** Format: date-time */
            expires_at: string | null;
            /** Format: date-time */
            revoked_at: string | null;
            /**
             * Format: date-time
             * @description to the minute
             */
            last_used_at: string | null;
            /** Format: date-time */
            created_at: string;
        };
        ApiKeyList: {
            /** @example 1 */
            total: number;
            /** @example 50 */
            limit: number;
            /** @example 0 */
            offset: number;
            api_keys: components["schemas"]["ApiKey"][];
        };
        CreateApiKey: {
            /** @example gateway of the school */
            name: string;
            /**
             * @description `*` is everything that keys may do, but `act-on-behalf`
             * @example [
             *       "courses:read",
             *       "downloads:write"
             *     ]
             */
            scopes: components["schemas"]["ApiKeyScope"][];
            /**
             * Format: date-time
             * @description in the future; without it the key is valid until it is revoked
             * @example 2030-12-31T23:59:59Z
             */
            expires_at?: string | null;
            /** @description requests the key may make a minute. Default: 600. */
            rate_per_minute?: number;
        };
        CreatedApiKey: {
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /** @example gateway of the school */
            name: string;
            /**
             * @description how the key begins, to recognise it by
             * @example cdl_x7Q2vL0a
             */
            prefix: string;
            /**
             * @example [
             *       "courses:read",
             *       "downloads:write"
             *     ]
             */
            scopes: components["schemas"]["ApiKeyScope"][];
            /**
             * @description requests a minute; null: not limited
             * @example 600
             */
            rate_per_minute: number | null;
            /**
             * Format: uuid
             * @description the admin who made it; null: it came from the environment
             */
            created_by_user_id: string | null;
            /** Format: date-time */
            expires_at: string | null;
            /** Format: date-time */
            revoked_at: string | null;
            /**
             * Format: date-time
             * @description to the minute
             */
            last_used_at: string | null;
            /** Format: date-time */
            created_at: string;
            /**
             * @description shown now and never again
             * @example cdl_x7Q2vL0a…
             */
            key: string;
            /**
             * @description signs requests on behalf of people, only with that scope; shown now and never again
             * @example null
             */
            signing_secret: string | null;
        };
        SignIn: {
            /**
             * @description user name or e-mail address
             * @example admin@school.example
             */
            username: string;
            /** @example correct-Horse-7-battery */
            password: string;
        };
        User: {
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /** @example school */
            tenant_id: string;
            /** @example marialima */
            username: string;
            /** @example maria.lima@school.example */
            email: string;
            /** @example Maria Lima */
            full_name: string;
            /**
             * @description who says that the address is theirs; null: only the person does
             * @example admin
             */
            email_verified_by: components["schemas"]["EmailVerifier"] | null;
            /**
             * @description the address they asked for, until an admin confirms or refuses it
             * @example null
             */
            pending_email: string | null;
            /** @example user */
            role: components["schemas"]["Role"];
            /** @example true */
            is_active: boolean;
            /**
             * @description somebody else set the password: POST /auth/change-password comes before anything else
             * @example false
             */
            must_change_password: boolean;
            /**
             * Format: int64
             * @description what they may have stored, in bytes; null: USER_QUOTA_BYTES; 0: no limit
             * @example 10737418240
             */
            quota_bytes: number | null;
            /**
             * @description an authenticator app that was confirmed
             * @example false
             */
            second_factor: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_login_at: string | null;
        };
        SignedIn: {
            /**
             * @description JWT for “Authorization: Bearer …”
             * @example eyJhbGciOiJIUzI1NiJ9.…
             */
            access_token: string;
            /** @example bearer */
            token_type: string;
            /**
             * @description seconds
             * @example 1800
             */
            expires_in: number;
            /**
             * @description for POST /auth/refresh, once
             * @example kY3s…43 characters…
             */
            refresh_token: string;
            /**
             * @description seconds
             * @example 604800
             */
            refresh_expires_in: number;
            user: components["schemas"]["User"];
        };
        PasswordGrant: {
            /**
             * @description user name or e-mail address
             * @example admin@school.example
             */
            username: string;
            /** @example correct-Horse-7-battery */
            password: string;
            /** @example password */
            grant_type?: components["schemas"]["GrantType"];
            /**
             * @description ignored: the role decides
             * @example
             */
            scope?: string;
            /**
             * @description ignored
             * @example
             */
            client_id?: string;
            /**
             * @description ignored
             * @example
             */
            client_secret?: string;
        };
        Tokens: {
            /**
             * @description JWT for “Authorization: Bearer …”
             * @example eyJhbGciOiJIUzI1NiJ9.…
             */
            access_token: string;
            /** @example bearer */
            token_type: string;
            /**
             * @description seconds
             * @example 1800
             */
            expires_in: number;
            /**
             * @description for POST /auth/refresh, once
             * @example kY3s…43 characters…
             */
            refresh_token: string;
            /**
             * @description seconds
             * @example 604800
             */
            refresh_expires_in: number;
        };
        RefreshToken: {
            /**
             * @description in a browser the cookie holds it
             * @example kY3s…43 characters…
             */
            refresh_token?: string;
        };
        SecondFactorState: {
            /** @example true */
            enabled: boolean;
            /** Format: date-time */
            confirmed_at: string | null;
            /** @example 10 */
            recovery_codes_left: number;
        };
        BeginSecondFactor: {
            /**
             * @description may be left out by who signed in with Google less than ten minutes ago
             * @example correct-Horse-7-battery
             */
            current_password?: string;
        };
        SecondFactorSecret: {
            /**
             * @description for typing; shown this once
             * @example GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ
             */
            secret: string;
            /** @example otpauth://totp/Classroom%20Downloader:ana%40school.example?secret=… */
            otpauth_uri: string;
            /**
             * @description the same as a picture to scan
             * @example <svg xmlns="…">…</svg>
             */
            qr_svg: string;
        };
        ConfirmSecondFactor: {
            /**
             * @description of the authenticator app
             * @example 287082
             */
            code: string;
        };
        RecoveryCodes: {
            /**
             * @description shown this once
             * @example [
             *       "k7vq-2m9x-r4tz-8hcd"
             *     ]
             */
            recovery_codes: string[];
        };
        VerifySecondFactor: {
            /**
             * @description of the authenticator app; counts once
             * @example 287082
             */
            code?: string;
            /**
             * @description when the app is lost; counts once
             * @example k7vq-2m9x-r4tz-8hcd
             */
            recovery_code?: string;
            /** @example pV0m…43 characters… */
            challenge: string;
        };
        RemoveSecondFactor: {
            /**
             * @description of the authenticator app; counts once
             * @example 287082
             */
            code?: string;
            /**
             * @description when the app is lost; counts once
             * @example k7vq-2m9x-r4tz-8hcd
             */
            recovery_code?: string;
            /**
             * @description may be left out by who signed in with Google less than ten minutes ago
             * @example correct-Horse-7-battery
             */
            current_password?: string;
        };
        Session: {
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /**
             * @description the session of this very request
             * @example true
             */
            current: boolean;
            /**
             * @description how it began
             * @example password
             */
            method: components["schemas"]["SignInMethod"];
            /**
             * @description the browser or program, as it named itself when it signed in
             * @example Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0
             */
            user_agent: string | null;
            /**
             * @description where it began
             * @example 203.0.113.9
             */
            ip: string | null;
            /**
             * @description where it was last seen
             * @example 203.0.113.9
             */
            last_seen_ip: string | null;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description to the minute
             */
            last_seen_at: string;
            /**
             * Format: date-time
             * @description when it ends, however often it is refreshed
             */
            expires_at: string;
        };
        SessionList: {
            /** @example 1 */
            total: number;
            /** @example 50 */
            limit: number;
            /** @example 0 */
            offset: number;
            /** @description the one that was used last comes first */
            sessions: components["schemas"]["Session"][];
        };
        DownloadCourse: {
            /** @description tallest picture; for Drive and direct files there is only one. Default: "best". */
            quality?: components["schemas"]["Quality"];
            /** @description fetch subtitles where there are some. Default: true. */
            subtitles?: boolean;
            /**
             * @description the Google account to fetch with
             * @example 1
             */
            credential_id: number;
            /** @description all kinds unless given */
            kinds?: components["schemas"]["CourseworkKind"][];
            /** @description leave out what you have already. Default: false. */
            skip_existing?: boolean;
        };
        BlockedInBatch: {
            /** Format: uuid */
            video_id: string;
            /** @example Aula 3.mp4 */
            title: string | null;
            /** @example drive.forbidden */
            code: string | null;
            /** @example The owner does not allow this file to be downloaded. */
            reason: string | null;
            hint: string | null;
        };
        CourseWarning: {
            code: components["schemas"]["CourseWarningCode"];
            /** @example One item links to a Drive folder with more than 10,000 files: the rest was not read. */
            message: string;
        };
        Batch: {
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            job_id: string;
            /** @example in_progress */
            status: components["schemas"]["BatchStatus"];
            /** @example 702516387042 */
            course_id: string;
            /**
             * @description null when the account was removed with its owner
             * @example 1
             */
            credential_id: number | null;
            kinds: components["schemas"]["CourseworkKind"][];
            /**
             * @description null until the course is read
             * @example 12
             */
            total: number | null;
            /** @example 12 */
            total_videos: number | null;
            /** @example 5 */
            completed: number;
            /** @example 5 */
            completed_videos: number;
            /**
             * @description running now
             * @example 2
             */
            in_progress: number;
            /** @example 4 */
            queued: number;
            /** @example 1 */
            failed: number;
            /** @example 1 */
            failed_videos: number;
            /** @example 0 */
            cancelled: number;
            /**
             * @description left out because you have them
             * @example 0
             */
            skipped: number;
            /**
             * @description left out because they cannot be had
             * @example 1
             */
            blocked: number;
            blocked_videos: components["schemas"]["BlockedInBatch"][];
            /** @description what the course may have beyond this */
            warnings: components["schemas"]["CourseWarning"][];
            /**
             * Format: int64
             * @example 52428800
             */
            downloaded_bytes: number;
            /**
             * Format: int64
             * @description null while a size is unknown
             * @example 104857600
             */
            total_bytes: number | null;
            /** @example 50 */
            percent: number;
            /**
             * @description seconds left
             * @example 40
             */
            eta: number | null;
            error_code: string | null;
            error_message: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            completed_at: string | null;
        };
        CourseEstimate: {
            /**
             * @description videos that can be had and stored
             * @example 12
             */
            videos: number;
            /**
             * @description of those, the ones you have already
             * @example 2
             */
            existing: number;
            /**
             * Format: int64
             * @description known bytes of what is missing and may be stored
             * @example 1073741824
             */
            bytes: number;
            /**
             * @description videos whose size only the download will tell
             * @example 3
             */
            unsized: number;
            blocked: components["schemas"]["BlockedInBatch"][];
            /**
             * @description of the blocked ones, those that exceed what may be stored
             * @example 0
             */
            over_quota: number;
            /**
             * Format: int64
             * @example 53687091200
             */
            disk_free_bytes: number | null;
            /**
             * @description whether the known bytes fit
             * @example true
             */
            fits: boolean | null;
            /** @description what the course may have beyond this */
            warnings: components["schemas"]["CourseWarning"][];
        };
        BatchList: {
            /** @example 1 */
            total: number;
            /** @example 50 */
            limit: number;
            /** @example 0 */
            offset: number;
            batches: components["schemas"]["Batch"][];
        };
        RetryResult: {
            /**
             * @description how many were queued again
             * @example 3
             */
            retried: number;
        };
        Coverage: {
            /** @example 702516387042 */
            course_id: string;
            /** @example 58 */
            videos: number;
            /** @example 41 */
            saved: number;
            /** @example 1 */
            running: number;
            /** @example 2 */
            queued: number;
            /** @example 1 */
            waiting: number;
            /** @example 2 */
            failed: number;
            /** @example 8 */
            missing: number;
            /** @example 3 */
            blocked: number;
            /** @description of each video, in Classroom’s order */
            states: components["schemas"]["CoverageState"][];
        };
        CoverageList: {
            coverage: components["schemas"]["Coverage"][];
        };
        CoveredVideo: {
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            video_id: string;
            /**
             * @description `waiting`: queued, and for a reason not yet its turn; `blocked`: the verdict says why
             * @example saved
             */
            state: components["schemas"]["CoverageState"];
            /**
             * Format: uuid
             * @description your download of it
             */
            download_id: string | null;
            /** @example 100 */
            progress_percent: number;
            /** @example null */
            error_code: string | null;
            /**
             * @description the saved file has captions
             * @example true
             */
            has_captions: boolean;
        };
        CourseCoverage: {
            /** @example 702516387042 */
            course_id: string;
            /** @example 58 */
            videos: number;
            /** @example 41 */
            saved: number;
            /** @example 1 */
            running: number;
            /** @example 2 */
            queued: number;
            /** @example 1 */
            waiting: number;
            /** @example 2 */
            failed: number;
            /** @example 8 */
            missing: number;
            /** @example 3 */
            blocked: number;
            /** @description of each video, in Classroom’s order */
            states: components["schemas"]["CoverageState"][];
            /** @description in the same order */
            items: components["schemas"]["CoveredVideo"][];
        };
        Teacher: {
            /** @example 107387627706621862345 */
            id: string;
            /** @example Ana Souza */
            name: string | null;
        };
        Sync: {
            /** @example done */
            status: components["schemas"]["SyncStatus"];
            /** Format: date-time */
            synced_at: string | null;
            /**
             * @description kinds that the account didn't allow access to
             * @example []
             */
            unread_kinds: string[];
            error_code: string | null;
            error_message: string | null;
            /** @description what may be missing although it was read to its end */
            warnings: components["schemas"]["CourseWarning"][];
        };
        Course: {
            /**
             * @description Google's id
             * @example 702516387042
             */
            id: string;
            /** @example História do Brasil 9º ano */
            name: string;
            /** @example Turma A */
            section: string | null;
            description_heading: string | null;
            /**
             * @description in lists its beginning
             * @example Da colônia à república
             */
            description: string | null;
            /** @example ACTIVE */
            state: components["schemas"]["CourseState"];
            /** @example Sala 12 */
            room: string | null;
            /** @example 107387627706621862345 */
            owner_id: string | null;
            teachers: components["schemas"]["Teacher"][];
            /**
             * @description of the account that looks
             * @example teacher
             */
            role: components["schemas"]["CourseRole"];
            /** @example https://classroom.google.com/c/NzAy */
            alternate_link: string | null;
            /**
             * Format: date-time
             * @description when its items were last read
             */
            synced_at: string | null;
            sync: components["schemas"]["Sync"];
        };
        CourseList: {
            courses: components["schemas"]["Course"][];
            next_page_token: string | null;
        };
        CourseWithRaw: {
            /**
             * @description Google's id
             * @example 702516387042
             */
            id: string;
            /** @example História do Brasil 9º ano */
            name: string;
            /** @example Turma A */
            section: string | null;
            description_heading: string | null;
            /**
             * @description in lists its beginning
             * @example Da colônia à república
             */
            description: string | null;
            /** @example ACTIVE */
            state: components["schemas"]["CourseState"];
            /** @example Sala 12 */
            room: string | null;
            /** @example 107387627706621862345 */
            owner_id: string | null;
            teachers: components["schemas"]["Teacher"][];
            /**
             * @description of the account that looks
             * @example teacher
             */
            role: components["schemas"]["CourseRole"];
            /** @example https://classroom.google.com/c/NzAy */
            alternate_link: string | null;
            /**
             * Format: date-time
             * @description when its items were last read
             */
            synced_at: string | null;
            sync: components["schemas"]["Sync"];
            /** @description Google's own answer, with ?raw=true */
            raw_payload?: Record<string, never>;
        };
        Verdict: {
            /** @example available */
            state: components["schemas"]["VerdictState"];
            /** @example null */
            code: string | null;
            /** @description why not, in plain words */
            reason: string | null;
            /** @description what to do about it */
            hint: string | null;
            /** Format: date-time */
            checked_at: string | null;
        };
        Video: {
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /** @example google_drive */
            source: components["schemas"]["VideoSource"];
            /** @example https://drive.google.com/file/d/1AbCdEf/view */
            url: string;
            /** @example Aula 1.mp4 */
            title: string | null;
            thumbnail: string | null;
            /**
             * Format: int64
             * @description bytes
             * @example 10485760
             */
            size: number | null;
            /**
             * Format: double
             * @description seconds
             * @example 512.4
             */
            duration: number | null;
            /** @description whether it can be had, known before queueing */
            verdict: components["schemas"]["Verdict"];
        };
        Coursework: {
            /**
             * @description Google's id
             * @example 702516389911
             */
            id: string;
            /** @example material */
            kind: components["schemas"]["CourseworkKind"];
            /** @example Aula 1: a chegada */
            title: string | null;
            /** @description its beginning */
            description: string | null;
            /** @example PUBLISHED */
            state: string;
            /** @example Unidade 1 */
            topic: string | null;
            /** Format: date-time */
            due_at: string | null;
            alternate_link: string | null;
            /** Format: date-time */
            created_at: string | null;
            /** Format: date-time */
            updated_at: string | null;
            /** @example true */
            has_video: boolean;
            /**
             * @description kinds of attachments that this version does not know: a video in one of them was not found
             * @example []
             */
            unknown_materials: string[];
            videos: components["schemas"]["Video"][];
        };
        CourseworkList: {
            coursework: components["schemas"]["Coursework"][];
            next_page_token: string | null;
            sync: components["schemas"]["Sync"];
        };
        Consent: {
            /** @description from the page */
            proof: string;
            decision: components["schemas"]["ConsentDecision"];
        };
        CredentialProblem: {
            /** @example credential.needs-reconsent */
            code: string;
            /** @example Our access to teacher@school.example has ended. */
            message: string;
            /** @example Connect the Google account again. */
            hint: string | null;
        };
        ConnectedAccount: {
            /** @example 1 */
            credential_id: number;
            status: components["schemas"]["ConnectedStatus"];
            /** @description what is missing, in words; null: nothing */
            problem: components["schemas"]["CredentialProblem"] | null;
        };
        Connect: {
            /**
             * @description must be the caller's own
             * @example default
             */
            tenant_id?: string;
            /**
             * @description the account Google should offer first
             * @example teacher@school.example
             */
            login_hint?: string;
            /**
             * @description where the browser goes afterwards, with `credential_id` and `status=active`, or `status=failed` and the code of an `error`: a path of this service, or an address of an origin in CORS_ORIGINS
             * @example /app/
             */
            return_to?: string;
        };
        ConnectLink: {
            /**
             * @description open it in the browser of the person whose account it is; a link that a person made opens where that person is signed in, any other first says who gets access and asks
             * @example http://localhost:8001/auth/connect/Zm9v…
             */
            url: string;
            /** Format: date-time */
            expires_at: string;
        };
        Credential: {
            /** @example 1 */
            id: number;
            /** @example default */
            tenant_id: string;
            /**
             * Format: uuid
             * @description null: the tenant's own
             */
            owner_user_id: string | null;
            /** @example teacher@school.example */
            email: string | null;
            /**
             * @example [
             *       "https://www.googleapis.com/auth/classroom.courses.readonly"
             *     ]
             */
            scopes: string[];
            /**
             * @description what the person did not allow; everything else works
             * @example [
             *       "announcements"
             *     ]
             */
            missing_features: string[];
            /** @example active */
            status: components["schemas"]["CredentialStatus"];
            /** @description what is wrong with the account or missing, in words; null: nothing */
            problem: components["schemas"]["CredentialProblem"] | null;
            /**
             * Format: date-time
             * @description end of the present access token; it is renewed by itself
             */
            expires_at: string | null;
            /** Format: date-time */
            created_at: string;
        };
        CredentialList: {
            /** @example 1 */
            total: number;
            /** @example 50 */
            limit: number;
            /** @example 0 */
            offset: number;
            credentials: components["schemas"]["Credential"][];
        };
        SignInOptions: {
            /**
             * @description by GET /auth/google/sign-in
             * @example true
             */
            google: boolean;
            /**
             * @description who may make an own account
             * @example invitation
             */
            registration: components["schemas"]["RegistrationMode"];
        };
        DownloadCoursework: {
            /** @description tallest picture; for Drive and direct files there is only one. Default: "best". */
            quality?: components["schemas"]["Quality"];
            /** @description fetch subtitles where there are some. Default: true. */
            subtitles?: boolean;
            /** @description higher goes first, of what the same person asked for. Default: 0. */
            priority?: number;
            /** @description mp4: what comes in another container is put into MP4 without encoding it anew; where that cannot be, it is kept and `warnings` says so. original: as its source has it. Default: "mp4". */
            container?: components["schemas"]["Container"];
            /**
             * @description Google's id of the course
             * @example 702516387042
             */
            course_id: string;
            /**
             * @description Google's id of the item
             * @example 702516389911
             */
            coursework_id: string;
            /**
             * @description the Google account to fetch with
             * @example 1
             */
            credential_id: number;
        };
        DownloadVideo: {
            /** @description tallest picture; for Drive and direct files there is only one. Default: "best". */
            quality?: components["schemas"]["Quality"];
            /** @description fetch subtitles where there are some. Default: true. */
            subtitles?: boolean;
            /** @description higher goes first, of what the same person asked for. Default: 0. */
            priority?: number;
            /** @description mp4: what comes in another container is put into MP4 without encoding it anew; where that cannot be, it is kept and `warnings` says so. original: as its source has it. Default: "mp4". */
            container?: components["schemas"]["Container"];
            /**
             * Format: uuid
             * @description from a coursework list
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            video_id: string;
            /**
             * @description the Google account to fetch with
             * @example 1
             */
            credential_id?: number;
        };
        DownloadUrl: {
            /** @description tallest picture; for Drive and direct files there is only one. Default: "best". */
            quality?: components["schemas"]["Quality"];
            /** @description fetch subtitles where there are some. Default: true. */
            subtitles?: boolean;
            /** @description higher goes first, of what the same person asked for. Default: 0. */
            priority?: number;
            /** @description mp4: what comes in another container is put into MP4 without encoding it anew; where that cannot be, it is kept and `warnings` says so. original: as its source has it. Default: "mp4". */
            container?: components["schemas"]["Container"];
            /** @example https://www.youtube.com/watch?v=jNQXAC9IVRw */
            url: string;
            /**
             * @description the Google account to fetch with
             * @example 1
             */
            credential_id?: number;
        };
        Chapter: {
            /** @example Introdução */
            title: string | null;
            /**
             * Format: double
             * @example 0
             */
            start_seconds: number;
            /**
             * Format: double
             * @example 95.5
             */
            end_seconds: number | null;
        };
        VideoMetadata: {
            /** @example Aula 1: a chegada */
            title: string | null;
            /** @description in lists its beginning */
            description: string | null;
            /**
             * Format: double
             * @example 512.4
             */
            duration_seconds: number | null;
            /** @example mp4 */
            format: string | null;
            /** @example 1280 */
            width: number | null;
            /** @example 720 */
            height: number | null;
            /**
             * @description in words, when another height came than was asked for
             * @example 720p was asked for; the nearest that the source has is 480p.
             */
            quality_note: string | null;
            /** @example h264 */
            video_codec: string | null;
            /** @example aac */
            audio_codec: string | null;
            /** @example google_drive */
            source: string;
            /** @description where the picture is */
            thumbnail: string | null;
            /**
             * @description languages of the subtitles
             * @example [
             *       "pt"
             *     ]
             */
            subtitles: string[];
            /**
             * @description those of them that the site made from the sound
             * @example [
             *       "pt"
             *     ]
             */
            automatic_subtitles: string[];
            /**
             * Format: date
             * @description when it was published at its source
             */
            upload_date: string | null;
            /** @description left out of lists */
            chapters: components["schemas"]["Chapter"][];
        };
        Warning: {
            code: components["schemas"]["WarningCode"];
            /** @example The source has only a part of this video: it ends in the middle. */
            message: string;
        };
        WaitingFor: {
            /** @example host-paused */
            code: components["schemas"]["WaitingCode"];
            /** @example youtube.com asked us to slow down. Its downloads are paused. */
            message: string;
            /**
             * Format: date-time
             * @description where it is known
             */
            until: string | null;
        };
        Download: {
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /** @example running */
            status: components["schemas"]["DownloadStatus"];
            /** @example downloading */
            phase: components["schemas"]["DownloadPhase"] | null;
            /** @example 42 */
            progress_percent: number;
            /**
             * Format: int64
             * @example 4404019
             */
            downloaded_bytes: number;
            /**
             * Format: int64
             * @example 10485760
             */
            total_bytes: number | null;
            /**
             * Format: int64
             * @description bytes a second
             * @example 1048576
             */
            speed: number | null;
            /**
             * @description seconds left
             * @example 6
             */
            eta: number | null;
            /**
             * @description where the file lies in the storage
             * @example school/0a/0af12364-35a2-4f8a-890d-c15a187b4133.mp4
             */
            file_path: string | null;
            /**
             * Format: int64
             * @example 10485760
             */
            file_size_bytes: number | null;
            sha256: string | null;
            /** @example google_drive */
            source: components["schemas"]["VideoSource"];
            /** @example https://drive.google.com/file/d/1AbCdEf/view */
            video_url: string;
            title: string | null;
            course_id: string | null;
            coursework_id: string | null;
            credential_id: number | null;
            /** Format: uuid */
            video_id: string | null;
            /** Format: uuid */
            batch_download_id: string | null;
            /** @example best */
            quality: components["schemas"]["Quality"];
            video_metadata: components["schemas"]["VideoMetadata"] | null;
            /** @description what is not as it should be with the file that was kept */
            warnings: components["schemas"]["Warning"][];
            /** @description why a queued one does not run yet */
            waiting_for: components["schemas"]["WaitingFor"] | null;
            /** @example null */
            error_code: string | null;
            error_message: string | null;
            /** @description what to do about the error */
            hint: string | null;
            /**
             * @description higher goes first, of what the same person asked for
             * @example 0
             */
            priority: number;
            /**
             * @description runs that were spent
             * @example 0
             */
            retry_count: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            started_at: string | null;
            /** Format: date-time */
            completed_at: string | null;
            /** Format: date-time */
            updated_at: string;
        };
        BlockedVideo: {
            /** Format: uuid */
            video_id: string;
            title: string | null;
            verdict: components["schemas"]["Verdict"];
        };
        CreatedDownload: {
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /** @example running */
            status: components["schemas"]["DownloadStatus"];
            /** @example downloading */
            phase: components["schemas"]["DownloadPhase"] | null;
            /** @example 42 */
            progress_percent: number;
            /**
             * Format: int64
             * @example 4404019
             */
            downloaded_bytes: number;
            /**
             * Format: int64
             * @example 10485760
             */
            total_bytes: number | null;
            /**
             * Format: int64
             * @description bytes a second
             * @example 1048576
             */
            speed: number | null;
            /**
             * @description seconds left
             * @example 6
             */
            eta: number | null;
            /**
             * @description where the file lies in the storage
             * @example school/0a/0af12364-35a2-4f8a-890d-c15a187b4133.mp4
             */
            file_path: string | null;
            /**
             * Format: int64
             * @example 10485760
             */
            file_size_bytes: number | null;
            sha256: string | null;
            /** @example google_drive */
            source: components["schemas"]["VideoSource"];
            /** @example https://drive.google.com/file/d/1AbCdEf/view */
            video_url: string;
            title: string | null;
            course_id: string | null;
            coursework_id: string | null;
            credential_id: number | null;
            /** Format: uuid */
            video_id: string | null;
            /** Format: uuid */
            batch_download_id: string | null;
            /** @example best */
            quality: components["schemas"]["Quality"];
            video_metadata: components["schemas"]["VideoMetadata"] | null;
            /** @description what is not as it should be with the file that was kept */
            warnings: components["schemas"]["Warning"][];
            /** @description why a queued one does not run yet */
            waiting_for: components["schemas"]["WaitingFor"] | null;
            /** @example null */
            error_code: string | null;
            error_message: string | null;
            /** @description what to do about the error */
            hint: string | null;
            /**
             * @description higher goes first, of what the same person asked for
             * @example 0
             */
            priority: number;
            /**
             * @description runs that were spent
             * @example 0
             */
            retry_count: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            started_at: string | null;
            /** Format: date-time */
            completed_at: string | null;
            /** Format: date-time */
            updated_at: string;
            /** Format: uuid */
            download_id: string;
            /**
             * Format: int64
             * @description bytes, as far as known
             * @example 10485760
             */
            estimated_size: number | null;
            downloads: components["schemas"]["Download"][];
            /** @description videos of the item that cannot be had, and why */
            blocked: components["schemas"]["BlockedVideo"][];
        };
        DownloadList: {
            /** @example 1 */
            total: number;
            /** @example 50 */
            limit: number;
            /** @example 0 */
            offset: number;
            downloads: components["schemas"]["Download"][];
            /**
             * @description false when there are more: `total` counts up to 10,000
             * @example true
             */
            total_is_exact: boolean;
        };
        StorageStanding: {
            /**
             * Format: int64
             * @description bytes of finished files, each once
             * @example 7516192768
             */
            used_bytes: number;
            /**
             * Format: int64
             * @description bytes of what is being downloaded, as far as known
             * @example 104857600
             */
            reserved_bytes: number;
            /**
             * Format: int64
             * @description null: no limit
             * @example 10737418240
             */
            limit_bytes: number | null;
            /**
             * Format: int64
             * @description null: no limit
             * @example 3116368896
             */
            remaining_bytes: number | null;
        };
        Quota: {
            tenant: components["schemas"]["StorageStanding"];
            /** @description null for API keys */
            user: components["schemas"]["StorageStanding"] | null;
            /**
             * Format: int64
             * @description null: no limit
             * @example 4294967296
             */
            largest_file_bytes: number | null;
        };
        ComponentHealth: {
            /** @example ok */
            status: components["schemas"]["HealthStatus"];
            /**
             * @description how long the answer took, in milliseconds
             * @example 2
             */
            ms: number;
            /** @description what is wrong and what to do */
            detail?: string;
        } & {
            [key: string]: unknown;
        };
        Components: {
            database: components["schemas"]["ComponentHealth"];
            redis: components["schemas"]["ComponentHealth"];
            google: components["schemas"]["ComponentHealth"];
            /** @description seen in the last 30 seconds */
            workers: components["schemas"]["ComponentHealth"];
            storage: components["schemas"]["ComponentHealth"];
            /** @description version, JavaScript runtime and challenge solver */
            ytdlp: components["schemas"]["ComponentHealth"];
            /** @description hosts that asked us to slow down, until when, and what waits */
            sources: components["schemas"]["ComponentHealth"];
        };
        Health: {
            /** @example ok */
            status: components["schemas"]["HealthStatus"];
            /**
             * @description version of the product, for admins and keys
             * @example 0.1.0
             */
            version?: string;
            /** @description for admins and keys */
            components?: components["schemas"]["Components"];
        };
        ProcessStatus: {
            /** @example ok */
            status: string;
        };
        CleanUpItem: {
            /** @example file */
            kind: components["schemas"]["CleanUpItemKind"];
            /** @example school */
            tenant_id: string | null;
            /**
             * @description id of a download, or key of a file
             * @example school/0a/0af12364-35a2-4f8a-890d-c15a187b4133.mp4
             */
            name: string;
            title: string | null;
            /**
             * Format: int64
             * @example 10485760
             */
            bytes: number;
            /** @example no download points to it */
            reason: string;
        };
        CleanUpReport: {
            /** @example true */
            dry_run: boolean;
            items: components["schemas"]["CleanUpItem"][];
            /**
             * Format: int64
             * @example 10485760
             */
            bytes: number;
            /**
             * @description events of the audit trail that go too
             * @example 0
             */
            security_events: number;
            /** @description why files without a row stay where they are; null when they are moved to the quarantine */
            orphans_refusal: string | null;
            /**
             * @description there is more than fits into one go
             * @example false
             */
            more: boolean;
        };
        QuarantinedFile: {
            /** @example school/0a/0af12364-35a2-4f8a-890d-c15a187b4133.mp4 */
            key: string;
            /** @example school */
            tenant_id: string;
            /**
             * Format: int64
             * @example 10485760
             */
            bytes: number;
            /**
             * Format: date
             * @description the day it was moved
             * @example 2026-11-21
             */
            since: string;
            /**
             * Format: date
             * @description the day it is deleted for good; null: never
             */
            deleted_on: string | null;
        };
        QuarantinedFileList: {
            /** @example 1 */
            total: number;
            /** @example 50 */
            limit: number;
            /** @example 0 */
            offset: number;
            files: components["schemas"]["QuarantinedFile"][];
        };
        Notice: {
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /** @example maintenance */
            kind: components["schemas"]["NoticeKind"];
            /** @example Maintenance on Saturday from 20:00 to 21:00. */
            message: string;
            /** @description for every tenant */
            for_all: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            ends_at: string;
        };
        NoticeList: {
            notices: components["schemas"]["Notice"][];
        };
        CreateNotice: {
            /** @example Maintenance on Saturday from 20:00 to 21:00. */
            message: string;
            /** @description Default: "info". */
            kind?: components["schemas"]["NoticeKind"];
            /** @description for how many hours it holds. Default: 24. */
            hours?: number;
            /** @description for every tenant: super-admins only. Default: false. */
            for_all?: boolean;
        };
        ConnectionCounts: {
            /** @example 5 */
            download_connections: number;
            /** @example 3 */
            queue_connections: number;
            /** @example 2 */
            stats_connections: number;
            /** @example 1 */
            general_connections: number;
            /** @example 8 */
            dashboard_connections: number;
            /** @example 0 */
            batch_connections: number;
            /** @example 19 */
            total: number;
        };
        Ticket: {
            /**
             * @description for the query of one WebSocket
             * @example n3-0kq1vTgU5bJc2mWfXzA8rHsY4dLpE
             */
            ticket: string;
            /** Format: date-time */
            expires_at: string;
        };
        RateStanding: {
            /** @example users */
            policy: string;
            /** @example 600 */
            limit: number;
            /** @example 60 */
            window_seconds: number;
            /** @example 598 */
            remaining: number;
            /**
             * @description until the window ends
             * @example 42
             */
            reset_seconds: number;
        };
        RateLimit: {
            /**
             * @description false: nothing limits the caller, or Redis is away
             * @example true
             */
            limited: boolean;
            requests: components["schemas"]["RateStanding"] | null;
            /** @description files and thumbnails are counted apart */
            files: components["schemas"]["RateStanding"] | null;
        };
        Block: {
            /**
             * @description an IPv4 address, or the network of an IPv6 one
             * @example 203.0.113.9
             */
            ip: string;
            /** Format: date-time */
            until: string;
        };
        BlockList: {
            /** @example 1 */
            total: number;
            /** @example 50 */
            limit: number;
            /** @example 0 */
            offset: number;
            blocks: components["schemas"]["Block"][];
        };
        Lockout: {
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            user_id: string;
            /** @example school */
            tenant_id: string;
            /** @example marialima */
            username: string;
            /** @example Maria Lima */
            full_name: string;
            /**
             * @description what is locked: a network, a browser that the person used before, every place that is not known, the code after the password, or where the account asks for the password again
             * @example network
             */
            place: components["schemas"]["LockoutPlace"];
            /**
             * @description an IPv4 address, or the network of an IPv6 one
             * @example 203.0.113.9
             */
            network: string | null;
            /** @example 5 */
            login_attempts: number;
            /** Format: date-time */
            locked_until: string;
        };
        LockoutList: {
            /** @example 1 */
            total: number;
            /** @example 50 */
            limit: number;
            /** @example 0 */
            offset: number;
            lockouts: components["schemas"]["Lockout"][];
        };
        SecurityEvent: {
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /** Format: date-time */
            at: string;
            /**
             * @description null: of no tenant
             * @example default
             */
            tenant_id: string | null;
            /** @example user */
            actor_kind: components["schemas"]["ActorKind"];
            /** @example user:01890a5d-ac96-774b-bcce-b302099a8057 */
            actor_id: string | null;
            /** @example ana */
            actor_name: string | null;
            /**
             * @description for whom a key acted
             * @example null
             */
            on_behalf_of: string | null;
            /** @example auth.sign-in */
            action: string;
            /** @example null */
            subject: string | null;
            /** @example ok */
            outcome: components["schemas"]["EventOutcome"];
            /** @example 203.0.113.9 */
            ip: string | null;
            /** @example 5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11 */
            correlation_id: string | null;
            /** @example {} */
            detail: {
                [key: string]: unknown;
            };
            /**
             * Format: int64
             * @description a number without gaps over the whole installation, for super-admins; null for others
             * @example 4711
             */
            seq: number | null;
        };
        SecurityEventList: {
            events: components["schemas"]["SecurityEvent"][];
            /**
             * @description null: that was all
             * @example null
             */
            next_page_token: string | null;
        };
        AuditProblem: {
            /**
             * @description unexpected: put in behind the back of the chain
             * @example missing
             */
            kind: components["schemas"]["AuditProblemKind"];
            /**
             * Format: int64
             * @example 4711
             */
            from_seq: number;
            /**
             * Format: int64
             * @example 4713
             */
            to_seq: number;
        };
        AuditReport: {
            /** @example true */
            intact: boolean;
            /**
             * @description the database role of the api can only add events
             * @example true
             */
            protected: boolean;
            /** @example 4712 */
            events: number;
            /**
             * Format: int64
             * @description number of the newest event
             * @example 4712
             */
            last_seq: number;
            /**
             * @description its hash, to compare with the log line “security event” of the same number
             * @example a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
             */
            last_hash: string;
            /**
             * Format: int64
             * @description events up to this one were removed because they were old; 0: none
             * @example 0
             */
            pruned_seq: number;
            /**
             * Format: date-time
             * @example null
             */
            pruned_at: string | null;
            /** @description the first of them, in order */
            problems: components["schemas"]["AuditProblem"][];
        };
        EventCount: {
            /** @example auth.sign-in */
            action: string;
            /** @example refused */
            outcome: components["schemas"]["EventOutcome"];
            /** @example 12 */
            count: number;
        };
        RefusedAddress: {
            /** @example 203.0.113.9 */
            ip: string;
            /** @example 12 */
            refused: number;
        };
        SecurityStats: {
            /** Format: date-time */
            from: string;
            /** @example 40 */
            total: number;
            /** @example 12 */
            refused: number;
            by_action: components["schemas"]["EventCount"][];
            /** @description who was refused most */
            refused_addresses: components["schemas"]["RefusedAddress"][];
        };
        ReportIncident: {
            /** @example suspicious-activity */
            kind: components["schemas"]["IncidentKind"];
            /** @example Somebody signed in as me at night. */
            message: string;
        };
        ReportedIncident: {
            /** @example received */
            status: string;
        };
        ValidateInput: {
            /** @example https://www.youtube.com/watch?v=jNQXAC9IVRw */
            url?: string;
            /**
             * @description file extension or media type
             * @example video/mp4
             */
            file_type?: string;
            /** @example 720 */
            quality?: string;
            /**
             * @description container
             * @example mp4
             */
            format?: string;
        };
        InputProblem: {
            /** @example url */
            field: string;
            /** @example egress.forbidden */
            code: string;
            /** @example The address 127.0.0.1 is not on the public internet and may not be reached. */
            message: string;
        };
        ValidationResult: {
            /** @example false */
            valid: boolean;
            /** @description why not; empty when it is valid */
            reasons: components["schemas"]["InputProblem"][];
            /**
             * @description what the url is, when it is one
             * @example null
             */
            source: components["schemas"]["VideoSource"] | null;
        };
        Tenant: {
            /** @example escola-aurora */
            id: string;
            /** @example Escola Aurora */
            name: string;
            /** @example owner */
            course_files: components["schemas"]["CourseFilesVisibility"];
            /** @example off */
            google_sign_in: components["schemas"]["GoogleSignInMode"];
            /** @example school.example */
            google_domain: string | null;
            /**
             * Format: int64
             * @description what it may store, in bytes; null: TENANT_QUOTA_BYTES; 0: no limit
             * @example 536870912000
             */
            quota_bytes: number | null;
            /** @example false */
            require_second_factor_for_admins: boolean;
            /** Format: date-time */
            created_at: string;
        };
        UpdateTenant: {
            /** @example Escola Aurora */
            name?: string;
            /**
             * @description who sees finished downloads of a course: the whole tenant, who teaches the course, or who asked for them alone; admins always do
             * @example staff
             */
            course_files?: components["schemas"]["CourseFilesVisibility"];
            /**
             * @description who signs in with Google: nobody, users with the same e-mail address, or also everybody of google_domain, who become users
             * @example members
             */
            google_sign_in?: components["schemas"]["GoogleSignInMode"];
            /**
             * @description the Google Workspace domain, of one tenant only; set and cleared by super-admins; null for none
             * @example school.example
             */
            google_domain?: string | null;
            /**
             * Format: int64
             * @description what the tenant may store, in bytes; set by super-admins; null: as the configuration says; 0: no limit
             * @example 10737418240
             */
            quota_bytes?: number | null;
            /**
             * @description admins need an authenticator app; without one they can do nothing but add it
             * @example false
             */
            require_second_factor_for_admins?: boolean;
        };
        TenantList: {
            /** @example 1 */
            total: number;
            /** @example 50 */
            limit: number;
            /** @example 0 */
            offset: number;
            tenants: components["schemas"]["Tenant"][];
        };
        CreateTenant: {
            /** @example Escola Aurora */
            name?: string;
            /**
             * @description who sees finished downloads of a course: the whole tenant, who teaches the course, or who asked for them alone; admins always do
             * @example staff
             */
            course_files?: components["schemas"]["CourseFilesVisibility"];
            /**
             * @description who signs in with Google: nobody, users with the same e-mail address, or also everybody of google_domain, who become users
             * @example members
             */
            google_sign_in?: components["schemas"]["GoogleSignInMode"];
            /**
             * @description the Google Workspace domain, of one tenant only; set and cleared by super-admins; null for none
             * @example school.example
             */
            google_domain?: string | null;
            /**
             * Format: int64
             * @description what the tenant may store, in bytes; set by super-admins; null: as the configuration says; 0: no limit
             * @example 10737418240
             */
            quota_bytes?: number | null;
            /**
             * @description admins need an authenticator app; without one they can do nothing but add it
             * @example false
             */
            require_second_factor_for_admins?: boolean;
            /**
             * @description letters, digits, dots, dashes and underscores
             * @example escola-aurora
             */
            id: string;
        };
        Texts: {
            /** @example pt-BR */
            language: components["schemas"]["Language"];
            /**
             * @description every text by its code: `error.<code>.title`, `.detail` and `.hint`, `waiting.<code>`, `verdict.<code>.reason` and `.hint`, `warning.<code>`. `{name}` is to be filled; `{n, plural, one {…} other {…}}` is of ICU’s MessageFormat
             * @example {
             *       "error.drive.forbidden.title": "Bloqueado pelo proprietário"
             *     }
             */
            texts: {
                [key: string]: string;
            };
        };
        CreateInvitation: {
            /** @example maria.lima@school.example */
            email: string;
            /** @description at most the caller's own. Default: "user". */
            role?: components["schemas"]["Role"];
            /**
             * @description another than the caller's: super-admins only
             * @example school
             */
            tenant_id?: string;
        };
        CreatedInvitation: {
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /** @example school */
            tenant_id: string;
            /** @example maria.lima@school.example */
            email: string;
            /** @example user */
            role: components["schemas"]["Role"];
            /**
             * Format: date-time
             * @description seven days after it was made
             */
            expires_at: string;
            /** Format: date-time */
            used_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description shown this once; POST /auth/register takes it as `invitation` */
            token: string;
            /**
             * @description the page where the person makes their account; shown this once, too
             * @example https://videos.school.example/app/join#pV0m…43 characters…
             */
            url: string;
        };
        Invitation: {
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /** @example school */
            tenant_id: string;
            /** @example maria.lima@school.example */
            email: string;
            /** @example user */
            role: components["schemas"]["Role"];
            /**
             * Format: date-time
             * @description seven days after it was made
             */
            expires_at: string;
            /** Format: date-time */
            used_at: string | null;
            /** Format: date-time */
            created_at: string;
        };
        InvitationList: {
            /** @example 1 */
            total: number;
            /** @example 50 */
            limit: number;
            /** @example 0 */
            offset: number;
            invitations: components["schemas"]["Invitation"][];
        };
        UpdateProfile: {
            /**
             * @description another one waits as pending_email until an admin confirms it, and needs current_password
             * @example maria.lima@school.example
             */
            email?: string;
            /** @example Maria Lima */
            full_name?: string;
            /**
             * @description for another address
             * @example correct-Horse-7-battery
             */
            current_password?: string;
        };
        ChangePassword: {
            /** @example correct-Horse-7-battery */
            current_password: string;
            /**
             * @description a capital letter, a small letter and a digit; refused with 422 when others would guess it
             * @example correct-Horse-7-battery
             */
            new_password: string;
        };
        RegisterUser: {
            /** @example marialima */
            username: string;
            /** @example maria.lima@school.example */
            email: string;
            /** @example Maria Lima */
            full_name: string;
            /**
             * @description a capital letter, a small letter and a digit; refused with 422 when others would guess it
             * @example correct-Horse-7-battery
             */
            password: string;
            /**
             * @description token of an invitation to this e-mail address
             * @example pV0m…43 characters…
             */
            invitation?: string;
        };
        CreateFirstAdmin: {
            /** @example marialima */
            username: string;
            /** @example maria.lima@school.example */
            email: string;
            /** @example Maria Lima */
            full_name: string;
            /**
             * @description a capital letter, a small letter and a digit; refused with 422 when others would guess it
             * @example correct-Horse-7-battery
             */
            password: string;
            /** @example pV0m…43 characters… */
            token: string;
        };
        CreateUser: {
            /** @example maria.lima@school.example */
            email: string;
            /**
             * @description a capital letter, a small letter and a digit; refused with 422 when others would guess it
             * @example correct-Horse-7-battery
             */
            password: string;
            /**
             * @description without one, the e-mail address gives it
             * @example marialima
             */
            username?: string;
            /** @example Maria Lima */
            full_name?: string;
            /** @description at most the caller's own. Default: "user". */
            role?: components["schemas"]["Role"];
            /**
             * @description another than the caller's: super-admins only
             * @example school
             */
            tenant_id?: string;
            /**
             * Format: int64
             * @description what the person may have stored, in bytes; null: as the configuration says; 0: no limit
             * @example 10737418240
             */
            quota_bytes?: number | null;
        };
        ManagedUser: {
            /**
             * Format: uuid
             * @example 01890a5d-ac96-774b-bcce-b302099a8057
             */
            id: string;
            /** @example school */
            tenant_id: string;
            /** @example marialima */
            username: string;
            /** @example maria.lima@school.example */
            email: string;
            /** @example Maria Lima */
            full_name: string;
            /**
             * @description who says that the address is theirs; null: only the person does
             * @example admin
             */
            email_verified_by: components["schemas"]["EmailVerifier"] | null;
            /**
             * @description the address they asked for, until an admin confirms or refuses it
             * @example null
             */
            pending_email: string | null;
            /** @example user */
            role: components["schemas"]["Role"];
            /** @example true */
            is_active: boolean;
            /**
             * @description somebody else set the password: POST /auth/change-password comes before anything else
             * @example false
             */
            must_change_password: boolean;
            /**
             * Format: int64
             * @description what they may have stored, in bytes; null: USER_QUOTA_BYTES; 0: no limit
             * @example 10737418240
             */
            quota_bytes: number | null;
            /**
             * @description an authenticator app that was confirmed
             * @example false
             */
            second_factor: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_login_at: string | null;
            /**
             * @description wrong passwords and codes that still count
             * @example 0
             */
            login_attempts: number;
            /**
             * Format: date-time
             * @description null: locked out nowhere; GET /security/lockouts tells where
             * @example null
             */
            locked_until: string | null;
            /**
             * Format: date-time
             * @description as last_login_at
             */
            last_login: string | null;
        };
        UserList: {
            /** @example 1 */
            total: number;
            /** @example 50 */
            limit: number;
            /** @example 0 */
            offset: number;
            users: components["schemas"]["ManagedUser"][];
        };
        UpdateUser: {
            /** @example maria.lima@school.example */
            email?: string;
            /** @example Maria Lima */
            full_name?: string;
            /** @description at most the caller's own */
            role?: components["schemas"]["Role"];
            /** @description false: may not sign in, and is signed out everywhere */
            is_active?: boolean;
            /**
             * @description a new one for who forgot theirs, who changes it at the next sign-in; ends every session
             * @example correct-Horse-7-battery
             */
            password?: string;
            /**
             * Format: int64
             * @description what the person may have stored, in bytes; null: as the configuration says; 0: no limit
             * @example 10737418240
             */
            quota_bytes?: number | null;
        };
        EmailDecision: {
            /** @example maria.lima@school.example */
            email: string;
        };
        FieldProblem: {
            /** @example credential_id */
            field: string;
            /** @example credential_id is required */
            message: string;
        };
        BlockedProblem: {
            /** @example Aula 3.mp4 */
            title: string | null;
            /** @example drive.forbidden */
            code: string | null;
            /** @example The owner does not allow this file to be downloaded. */
            reason: string | null;
            hint: string | null;
        };
        Problem: {
            /** @example urn:classroom-downloader:error:download.not-found */
            type: string;
            /** @example No such download */
            title: string;
            /** @example 404 */
            status: number;
            /** @example There is no download 01890a5d-ac96-774b-bcce-b302099a8057 here. */
            detail: string;
            /** @example /api/v1/downloads/01890a5d-ac96-774b-bcce-b302099a8057 */
            instance: string;
            /**
             * @description stable, for programs; docs/errors.md lists all. A later version may have more
             * @example download.not-found
             */
            code: components["schemas"]["ErrorCode"];
            /**
             * @description what to do about it
             * @example List your downloads to see which there are.
             */
            hint?: string;
            /** @example 5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11 */
            correlation_id?: string;
            /**
             * @description seconds; also in `Retry-After`
             * @example 42
             */
            retry_after?: number;
            /** @description of `request.invalid`: up to 20 wrong fields */
            errors?: components["schemas"]["FieldProblem"][];
            /**
             * @description of `request.too-many`: which count
             * @example users
             */
            policy?: string;
            /**
             * @description of `request.too-many`: how many a minute
             * @example 600
             */
            limit?: number;
            /**
             * Format: date-time
             * @description of `request.address-blocked`: when the address is let in again
             */
            until?: string;
            /** @description of `request.forbidden`: what the caller may not do */
            action?: string;
            /** @description of `request.unauthenticated`: `revoked` or `expired`, for an API key */
            ended?: string;
            /** @description of `auth.on-behalf-refused` and `connect.declined`: why */
            reason?: string;
            /** @description of `auth.second-factor-required`: for POST /auth/second-factor/verify */
            challenge?: string;
            /**
             * @description of `auth.second-factor-required`: seconds
             * @example 300
             */
            expires_in?: number;
            /**
             * Format: uuid
             * @description of `download.under-way`: the one that runs already
             */
            download_id?: string;
            /** @description of `download.nothing`: each video and why */
            blocked?: components["schemas"]["BlockedProblem"][];
            /**
             * @description of `storage.quota-reached`: `tenant` or `user`
             * @example user
             */
            of?: string;
            /**
             * Format: int64
             * @description of `storage.quota-reached` and `download.file-too-large`
             */
            limit_bytes?: number;
            /**
             * Format: int64
             * @description of `storage.quota-reached`
             */
            used_bytes?: number;
            /**
             * Format: int64
             * @description of `download.file-too-large`, where it is known
             */
            file_bytes?: number;
            /**
             * @description of `google.missing-scope`
             * @example [
             *       "announcements"
             *     ]
             */
            missing_features?: string[];
            /** @description of `egress.forbidden`: the destination that may not be reached */
            host?: string;
        } & {
            [key: string]: unknown;
        };
        /** @enum {string} */
        ApiKeyScope: "credentials:read" | "credentials:write" | "courses:read" | "courses:write" | "downloads:read" | "downloads:write" | "act-on-behalf" | "*";
        /** @enum {string} */
        EmailVerifier: "admin" | "invitation" | "google" | "installation" | "unrecorded";
        /** @enum {string} */
        Role: "user" | "admin" | "super_admin";
        /** @enum {string} */
        GrantType: "password";
        /** @enum {string} */
        SignInMethod: "password" | "google";
        /** @enum {string} */
        Quality: "best" | "2160" | "1440" | "1080" | "720" | "480" | "360" | "audio";
        /** @enum {string} */
        CourseworkKind: "assignment" | "material" | "announcement";
        /** @enum {string} */
        CourseWarningCode: "drive.folder-truncated";
        /** @enum {string} */
        BatchStatus: "pending" | "in_progress" | "completed" | "partially_completed" | "failed" | "cancelled";
        /** @enum {string} */
        CoverageState: "saved" | "running" | "queued" | "waiting" | "failed" | "missing" | "blocked";
        /** @enum {string} */
        SyncStatus: "never" | "queued" | "running" | "done" | "failed";
        /** @enum {string} */
        CourseState: "ACTIVE" | "ARCHIVED" | "PROVISIONED" | "DECLINED" | "SUSPENDED";
        /** @enum {string} */
        CourseRole: "teacher" | "student";
        /** @enum {string} */
        VerdictState: "available" | "unknown" | "unavailable";
        /** @enum {string} */
        VideoSource: "youtube" | "google_drive" | "direct_link" | "other";
        /** @enum {string} */
        ConsentDecision: "allow" | "deny";
        /** @enum {string} */
        ConnectedStatus: "active";
        /** @enum {string} */
        CredentialStatus: "active" | "needs_reconsent" | "revoked";
        /** @enum {string} */
        RegistrationMode: "closed" | "invitation" | "open";
        /** @enum {string} */
        Container: "mp4" | "original";
        /** @enum {string} */
        WarningCode: "source.partial" | "container.kept";
        /** @enum {string} */
        WaitingCode: "same-video" | "uplink-down" | "host-paused" | "disk-full" | "retry" | "no-worker" | "worker" | "host-limit" | "turn";
        /** @enum {string} */
        DownloadStatus: "queued" | "running" | "completed" | "failed" | "cancelled";
        /** @enum {string} */
        DownloadPhase: "resolving" | "downloading" | "merging" | "storing";
        /** @enum {string} */
        HealthStatus: "ok" | "degraded" | "down";
        /** @enum {string} */
        CleanUpItemKind: "download" | "file" | "orphan";
        /** @enum {string} */
        NoticeKind: "info" | "maintenance" | "warning";
        /** @enum {string} */
        LockoutPlace: "network" | "device" | "everywhere" | "second-factor" | "own-account";
        /** @enum {string} */
        ActorKind: "user" | "key" | "system" | "nobody";
        /** @enum {string} */
        EventOutcome: "ok" | "refused";
        /** @enum {string} */
        AuditProblemKind: "missing" | "changed" | "unexpected";
        /** @enum {string} */
        IncidentKind: "suspicious-activity" | "lost-key" | "wrong-access" | "other";
        /** @enum {string} */
        CourseFilesVisibility: "everyone" | "staff" | "owner";
        /** @enum {string} */
        GoogleSignInMode: "off" | "members" | "domain";
        /** @enum {string} */
        Language: "en" | "pt-BR";
        /** @enum {string} */
        ErrorCode: "request.invalid" | "request.unauthenticated" | "request.forbidden" | "request.cross-site" | "request.not-found" | "request.too-large" | "request.unsupported-type" | "request.range-not-satisfiable" | "request.too-many" | "request.address-blocked" | "realtime.too-many-connections" | "realtime.ticket-not-usable" | "notice.not-found" | "notice.too-many" | "idempotency.conflict" | "idempotency.in-progress" | "internal" | "service.unavailable" | "process.failed" | "encryption.unreadable" | "auth.sign-in-refused" | "request.secret-in-address" | "auth.other-user" | "auth.google-sign-in-off" | "auth.google-sign-in-declined" | "auth.google-sign-in-refused" | "auth.on-behalf-refused" | "api-key.not-found" | "auth.locked" | "auth.password-change-required" | "auth.second-factor-required" | "auth.second-factor-refused" | "auth.challenge-over" | "auth.second-factor-enrolment-required" | "second-factor.enrolled" | "second-factor.not-found" | "second-factor.code-wrong" | "auth.session-over" | "auth.refresh-raced" | "auth.set-up-not-possible" | "auth.registration-closed" | "auth.invitation-not-usable" | "user.taken" | "user.not-found" | "user.current-password-wrong" | "user.password-too-easy" | "user.password-too-common" | "user.email-not-pending" | "user.own-account" | "user.last-admin" | "invitation.not-found" | "tenant.not-found" | "block.not-found" | "session.not-found" | "lockout.not-found" | "tenant.taken" | "tenant.google-domain-missing" | "tenant.google-domain-taken" | "egress.forbidden" | "url.not-usable" | "google.not-configured" | "google.missing-scope" | "google.forbidden" | "google.not-found" | "google.rate-limited" | "google.unavailable" | "drive.forbidden" | "drive.trashed" | "drive.not-visible" | "drive.quota" | "credential.not-found" | "credential.needs-reconsent" | "credential.revoked" | "credential.owned-by-another" | "source.removed" | "source.private" | "source.members-only" | "source.age-restricted" | "source.geo-blocked" | "source.login-required" | "source.protected" | "source.no-format" | "source.not-a-video" | "source.not-begun" | "source.live" | "source.too-complex" | "source.bot-check" | "source.rate-limited" | "source.needs-extraction" | "source.unreachable" | "source.stalled" | "source.too-slow" | "source.incomplete" | "source.expired" | "source.lower-quality" | "download.not-found" | "download.not-retryable" | "download.under-way" | "download.no-file" | "download.nothing" | "download.poison" | "download.file-too-large" | "storage.quota-reached" | "download.too-long" | "batch.not-found" | "batch.poison" | "storage.unavailable" | "disk.full" | "disk.too-small" | "ytdlp.unusable" | "course.not-found" | "course.poison" | "coursework.not-found" | "video.not-found" | "connect.link-not-usable" | "connect.state-not-usable" | "connect.declined" | "connect.owner-only" | "connect.not-confirmed" | "connect.return-to-not-allowed";
        /** @enum {string} */
        DownloadSort: "-created_at" | "created_at" | "-updated_at" | "updated_at" | "title" | "-priority";
    };
    responses: {
        /** @description a field is wrong: `errors` names each */
        BadRequest: {
            headers: {
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:classroom-downloader:error:request.invalid",
                 *       "title": "Invalid request",
                 *       "status": 400,
                 *       "detail": "Check these fields: credential_id.",
                 *       "instance": "/api/v1/downloads",
                 *       "code": "request.invalid",
                 *       "correlation_id": "5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11",
                 *       "errors": [
                 *         {
                 *           "field": "credential_id",
                 *           "message": "credential_id is required"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description no valid token or API key */
        Unauthenticated: {
            headers: {
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:classroom-downloader:error:request.unauthenticated",
                 *       "title": "Sign-in needed",
                 *       "status": 401,
                 *       "detail": "This needs a valid token or API key.",
                 *       "instance": "/api/v1/downloads",
                 *       "code": "request.unauthenticated",
                 *       "correlation_id": "5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description known, but not allowed */
        Forbidden: {
            headers: {
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:classroom-downloader:error:request.forbidden",
                 *       "title": "Not allowed",
                 *       "status": 403,
                 *       "detail": "You don't have permission to do this.",
                 *       "instance": "/api/v1/api-keys",
                 *       "code": "request.forbidden",
                 *       "correlation_id": "5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11",
                 *       "action": "api-keys.manage"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description not found, or not yours */
        NotFound: {
            headers: {
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:classroom-downloader:error:download.not-found",
                 *       "title": "No such download",
                 *       "status": 404,
                 *       "detail": "There is no download 01890a5d-ac96-774b-bcce-b302099a8057 here.",
                 *       "instance": "/api/v1/downloads/01890a5d-ac96-774b-bcce-b302099a8057",
                 *       "code": "download.not-found",
                 *       "correlation_id": "5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11",
                 *       "hint": "List your downloads to see which there are."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description not possible in this state */
        Conflict: {
            headers: {
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:classroom-downloader:error:download.no-file",
                 *       "title": "There is no file",
                 *       "status": 409,
                 *       "detail": "This download has no such file; it is running.",
                 *       "instance": "/api/v1/downloads/01890a5d-ac96-774b-bcce-b302099a8057/file",
                 *       "code": "download.no-file",
                 *       "correlation_id": "5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description used or too old */
        Gone: {
            headers: {
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:classroom-downloader:error:auth.invitation-not-usable",
                 *       "title": "The invitation cannot be used",
                 *       "status": 410,
                 *       "detail": "This invitation was used.",
                 *       "instance": "/api/v1/auth/register",
                 *       "code": "auth.invitation-not-usable",
                 *       "correlation_id": "5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description the body is over the limit of its route */
        PayloadTooLarge: {
            headers: {
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:classroom-downloader:error:request.too-large",
                 *       "title": "The body is too large",
                 *       "status": 413,
                 *       "detail": "Request body is too large",
                 *       "instance": "/api/v1/downloads",
                 *       "code": "request.too-large",
                 *       "correlation_id": "5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description the content type is not taken here */
        UnsupportedMediaType: {
            headers: {
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:classroom-downloader:error:request.unsupported-type",
                 *       "title": "The content type is not supported",
                 *       "status": 415,
                 *       "detail": "Forms are not taken here; send JSON.",
                 *       "instance": "/api/v1/downloads",
                 *       "code": "request.unsupported-type",
                 *       "correlation_id": "5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description the file has no such part; `Content-Range` says how long it is */
        RangeNotSatisfiable: {
            headers: {
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Content-Range": components["headers"]["Content-Range"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:classroom-downloader:error:request.range-not-satisfiable",
                 *       "title": "The file has no such part",
                 *       "status": 416,
                 *       "detail": "The file has 1048576 bytes; this part is not among them.",
                 *       "instance": "/api/v1/downloads/01890a5d-ac96-774b-bcce-b302099a8057/file",
                 *       "code": "request.range-not-satisfiable",
                 *       "correlation_id": "5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description understood, but it cannot be had */
        UnprocessableContent: {
            headers: {
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:classroom-downloader:error:source.private",
                 *       "title": "The video is private",
                 *       "status": 422,
                 *       "detail": "The video is private.",
                 *       "instance": "/api/v1/downloads",
                 *       "code": "source.private",
                 *       "correlation_id": "5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description too many for now; `Retry-After` says how long to wait */
        TooManyRequests: {
            headers: {
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:classroom-downloader:error:request.too-many",
                 *       "title": "Too many requests",
                 *       "status": 429,
                 *       "detail": "More than 600 requests a minute are too many.",
                 *       "instance": "/api/v1/downloads",
                 *       "code": "request.too-many",
                 *       "correlation_id": "5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11",
                 *       "hint": "Try again in 42 seconds.",
                 *       "policy": "users",
                 *       "limit": 600,
                 *       "retry_after": 42
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description a mistake of ours; the log has it under `correlation_id` */
        InternalServerError: {
            headers: {
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:classroom-downloader:error:internal",
                 *       "title": "Something went wrong here",
                 *       "status": 500,
                 *       "detail": "Something unexpected went wrong; it was written down.",
                 *       "instance": "/api/v1/downloads",
                 *       "code": "internal",
                 *       "correlation_id": "5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11",
                 *       "hint": "Tell the operator the correlation_id."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Google or the source does not answer */
        BadGateway: {
            headers: {
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:classroom-downloader:error:google.unavailable",
                 *       "title": "Google does not answer",
                 *       "status": 502,
                 *       "detail": "Google does not answer.",
                 *       "instance": "/api/v1/courses",
                 *       "code": "google.unavailable",
                 *       "correlation_id": "5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description not available at the moment */
        ServiceUnavailable: {
            headers: {
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:classroom-downloader:error:service.unavailable",
                 *       "title": "Not available at the moment",
                 *       "status": 503,
                 *       "detail": "A part of this service does not answer at the moment.",
                 *       "instance": "/api/v1/downloads",
                 *       "code": "service.unavailable",
                 *       "correlation_id": "5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11",
                 *       "hint": "Try again in a few seconds."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
         * @example ana@school.example
         */
        OnBehalfOf: string;
        /**
         * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
         * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
         */
        OnBehalfOfSignature: string;
        /**
         * @description the same key with the same request gets the same answer for a day
         * @example b6a0c5c4-5f0e-4d0e-8f9e-6f1f0f1d2c3b
         */
        IdempotencyKey: string;
        /**
         * @description the `ETag` of what is there already: 304 when it is the same still
         * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
         */
        IfNoneMatch: string;
        /**
         * @description one part of the file; several answer the whole
         * @example bytes=0-1023
         */
        Range: string;
        /**
         * @description the `ETag` of the parts that are there: of another file the whole is sent
         * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
         */
        IfRange: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description finds the log lines of this request; one that was sent along is taken over
         * @example 5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11
         */
        "X-Correlation-Id": string;
        /**
         * @description what is left of the count that holds this caller, where one does (draft-ietf-httpapi-ratelimit-headers)
         * @example "users";r=598;t=42
         */
        RateLimit: string;
        /**
         * @description that count
         * @example "users";q=600;w=60
         */
        "RateLimit-Policy": string;
        /**
         * @description how long to wait, in seconds
         * @example 42
         */
        "Retry-After": number;
        /**
         * @description what to sign in with
         * @example Bearer
         */
        "WWW-Authenticate": string;
        /**
         * @description where it is
         * @example /api/v1/downloads/01890a5d-ac96-774b-bcce-b302099a8057
         */
        Location: string;
        /**
         * @description of this very content, for `If-None-Match`
         * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
         */
        ETag: string;
        /**
         * @description parts of it can be asked for
         * @example bytes
         */
        "Accept-Ranges": string;
        /**
         * @description which part of how much
         * @example bytes 0-1023/1048576
         */
        "Content-Range": string;
        /**
         * @description whether to play or to save, and the name
         * @example inline; filename="Aula 1.mp4"
         */
        "Content-Disposition": string;
        /**
         * @description `true`: the answer that this Idempotency-Key got first
         * @example true
         */
        "Idempotency-Replayed": "true";
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listApiKeys: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyList"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKey"];
            };
        };
        responses: {
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    connectGoogleAccount: {
        parameters: {
            query?: {
                tenant_id?: string;
                return_to?: string;
            };
            header?: {
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description to the one-time link */
            302: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    signInWithPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["PasswordGrant"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    refreshToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshToken"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    signOut: {
        parameters: {
            query?: {
                /** @description end every session of this person, not only this one */
                everywhere?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getSecondFactor: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorState"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    enrolSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BeginSecondFactor"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorSecret"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    confirmSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmSecondFactor"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    verifySecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifySecondFactor"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    removeSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveSecondFactor"];
            };
        };
        responses: {
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    resetSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listSessions: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    endOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listUserSessions: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    endUserSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    downloadCourse: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description the same key with the same request gets the same answer for a day
                 * @example b6a0c5c4-5f0e-4d0e-8f9e-6f1f0f1d2c3b
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path: {
                course_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DownloadCourse"];
            };
        };
        responses: {
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    estimateCourseDownload: {
        parameters: {
            query: {
                /** @description the Google account to look through */
                credential_id: number;
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path: {
                course_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseEstimate"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listBatches: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchList"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getBatch: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    cancelBatch: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    retryBatch: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetryResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listCoverage: {
        parameters: {
            query: {
                /** @description the Google account to look through */
                credential_id: number;
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoverageList"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getCoverage: {
        parameters: {
            query: {
                /** @description the Google account to look through */
                credential_id: number;
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path: {
                course_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseCoverage"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listCourses: {
        parameters: {
            query: {
                /** @description the Google account to look through */
                credential_id: number;
                page_size?: number;
                /** @description next_page_token of the page before */
                page_token?: string;
                state?: components["schemas"]["CourseState"];
                role?: components["schemas"]["CourseRole"];
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseList"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getCourse: {
        parameters: {
            query: {
                /** @description the Google account to look through */
                credential_id: number;
                /** @description adds Google's own answer */
                raw?: boolean;
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path: {
                course_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseWithRaw"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listCoursework: {
        parameters: {
            query: {
                /** @description the Google account to look through */
                credential_id: number;
                kind?: components["schemas"]["CourseworkKind"];
                /** @description only items with, or without, videos */
                has_video?: boolean;
                page_size?: number;
                /** @description next_page_token of the page before */
                page_token?: string;
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path: {
                course_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseworkList"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    syncCourse: {
        parameters: {
            query: {
                /** @description the Google account to look through */
                credential_id: number;
            };
            header?: {
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path: {
                course_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Course"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    openConnectLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                link: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the page */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description to Google, or to sign in first */
            302: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            410: components["responses"]["Gone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    answerConnectLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                link: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["Consent"];
            };
        };
        responses: {
            /** @description to Google, or to return_to */
            303: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            410: components["responses"]["Gone"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    handleGoogleCallback: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a page for people, JSON for programs */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    "application/json": components["schemas"]["ConnectedAccount"] | components["schemas"]["SignedIn"];
                };
            };
            /** @description to return_to */
            302: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createConnectLink: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Connect"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectLink"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listCredentials: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CredentialList"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getCredential: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credential"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteCredential: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    startGoogleSignIn: {
        parameters: {
            query?: {
                tenant_id?: string;
                return_to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description to Google, which sends the browser back to /auth/callback */
            302: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getSignInOptions: {
        parameters: {
            query?: {
                /** @description without it, that of this installation */
                tenant_id?: string;
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInOptions"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listDownloads: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                status?: components["schemas"]["DownloadStatus"];
                course_id?: string;
                credential_id?: number;
                batch_id?: string;
                source?: components["schemas"]["VideoSource"];
                /** @description part of the title */
                q?: string;
                sort?: components["schemas"]["DownloadSort"];
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadList"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createDownload: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description the same key with the same request gets the same answer for a day
                 * @example b6a0c5c4-5f0e-4d0e-8f9e-6f1f0f1d2c3b
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DownloadCoursework"] | components["schemas"]["DownloadVideo"] | components["schemas"]["DownloadUrl"];
            };
        };
        responses: {
            /** @description all of it was on its way already */
            200: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedDownload"];
                };
            };
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedDownload"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    retryFailedDownloads: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetryResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getDownload: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Download"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    cancelDownload: {
        parameters: {
            query?: {
                /** @description also removes a finished download, and its file when nothing else points to it */
                purge?: boolean;
            };
            header?: {
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    retryDownload: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description queued again, as it stands now: its progress and error are cleared */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Download"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getDownloadFile: {
        parameters: {
            query?: {
                /** @description asks the browser to save instead of to play */
                download?: boolean;
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description one part of the file; several answer the whole
                 * @example bytes=0-1023
                 */
                Range?: components["parameters"]["Range"];
                /**
                 * @description the `ETag` of the parts that are there: of another file the whole is sent
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-Range"?: components["parameters"]["IfRange"];
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description all of it */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                    "video/*": string;
                    "audio/*": string;
                };
            };
            /** @description the part that `Range` asks for */
            206: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                    "video/*": string;
                    "audio/*": string;
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            416: components["responses"]["RangeNotSatisfiable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getDownloadThumbnail: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description one part of the file; several answer the whole
                 * @example bytes=0-1023
                 */
                Range?: components["parameters"]["Range"];
                /**
                 * @description the `ETag` of the parts that are there: of another file the whole is sent
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-Range"?: components["parameters"]["IfRange"];
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description all of it */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/*": string;
                };
            };
            /** @description the part that `Range` asks for */
            206: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/*": string;
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            416: components["responses"]["RangeNotSatisfiable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getDownloadSubtitles: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description one part of the file; several answer the whole
                 * @example bytes=0-1023
                 */
                Range?: components["parameters"]["Range"];
                /**
                 * @description the `ETag` of the parts that are there: of another file the whole is sent
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-Range"?: components["parameters"]["IfRange"];
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path: {
                id: string;
                lang: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description all of it */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "text/vtt": string;
                };
            };
            /** @description the part that `Range` asks for */
            206: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "text/vtt": string;
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            416: components["responses"]["RangeNotSatisfiable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getQuota: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quota"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            /** @description the database or Redis is down */
            503: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProcessStatus"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProcessStatus"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalServerError"];
            503: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProcessStatus"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    runCleanUp: {
        parameters: {
            query?: {
                /** @description only tells what would go */
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CleanUpReport"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listQuarantinedFiles: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantinedFileList"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listNotices: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeList"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createNotice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateNotice"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notice"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    withdrawNotice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getConnections: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionCounts"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createTicket: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    streamQueue: {
        parameters: {
            query?: {
                /** @description id of the last message that the client has, for those that cannot send `Last-Event-ID` */
                since?: string;
            };
            header?: {
                /** @description id of the last event that the client has: nothing older is sent */
                "Last-Event-ID"?: string;
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the present state, then every change */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example data: {"type":"queue_update","pending":5,"downloading":1,"completed":10,"failed":2,"total":18} */
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    streamStats: {
        parameters: {
            query?: {
                /** @description id of the last message that the client has, for those that cannot send `Last-Event-ID` */
                since?: string;
            };
            header?: {
                /** @description id of the last event that the client has: nothing older is sent */
                "Last-Event-ID"?: string;
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the present state, then every change */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example data: {"type":"stats_update","total_downloads":150,"completed_downloads":120} */
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    streamDashboard: {
        parameters: {
            query?: {
                /** @description id of the last message that the client has, for those that cannot send `Last-Event-ID` */
                since?: string;
            };
            header?: {
                /** @description id of the last event that the client has: nothing older is sent */
                "Last-Event-ID"?: string;
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the present state, then every change */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example data: {"type":"dashboard_update","downloads_in_progress":[]} */
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    streamDownload: {
        parameters: {
            query?: {
                /** @description id of the last message that the client has, for those that cannot send `Last-Event-ID` */
                since?: string;
            };
            header?: {
                /** @description id of the last event that the client has: nothing older is sent */
                "Last-Event-ID"?: string;
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the present state, then every change */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example data: {"type":"progress_update","download_id":"01890a5d-ac96-774b-bcce-b302099a8057","progress":25,"status":"downloading"} */
                    "text/event-stream": string;
                };
            };
            /** @description the client has the final state */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    streamBatch: {
        parameters: {
            query?: {
                /** @description id of the last message that the client has, for those that cannot send `Last-Event-ID` */
                since?: string;
            };
            header?: {
                /** @description id of the last event that the client has: nothing older is sent */
                "Last-Event-ID"?: string;
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the present state, then every change */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example data: {"type":"batch_update","job_id":"01890a5d-ac96-774b-bcce-b302099a8057","progress":25,"status":"in_progress"} */
                    "text/event-stream": string;
                };
            };
            /** @description the client has the final state */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getRateLimit: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RateLimit"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listBlockedAddresses: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlockList"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    unblockAddress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ip: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listLockouts: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LockoutList"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    clearLockout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listSecurityEvents: {
        parameters: {
            query?: {
                action?: string;
                /** @description part of the id or name of who did it, or for whom */
                actor?: string;
                outcome?: components["schemas"]["EventOutcome"];
                ip?: string;
                /** @description for super-admins; others see their own anyway */
                tenant_id?: string;
                /** @description from then on */
                from?: string;
                /** @description before then */
                to?: string;
                /** @description part of anything that is told */
                text?: string;
                page_size?: number;
                /** @description next_page_token of the page before */
                page_token?: string;
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityEventList"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    verifyAuditTrail: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditReport"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getSecurityStats: {
        parameters: {
            query?: {
                /** @description how far back */
                hours?: number;
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityStats"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    reportIncident: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportIncident"];
            };
        };
        responses: {
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportedIncident"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    validateInput: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description id or e-mail address of the person for whom an API key with `act-on-behalf` asks; the request is theirs then
                 * @example ana@school.example
                 */
                "X-On-Behalf-Of"?: components["parameters"]["OnBehalfOf"];
                /**
                 * @description goes with `X-On-Behalf-Of`: time, nonce and HMAC-SHA256 of the request by the signing secret of the key, as docs/security.md shows
                 * @example t=1790000000,n=9f86d081884c7d65,v2=a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3
                 */
                "X-On-Behalf-Of-Signature"?: components["parameters"]["OnBehalfOfSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ValidateInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidationResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createSecurityToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["PasswordGrant"];
                "application/json": components["schemas"]["PasswordGrant"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    refreshSecurityToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshToken"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOwnTenant: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateOwnTenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateTenant"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateTenant"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listTenants: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantList"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createTenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTenant"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getTexts: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description as BCP 47 names it */
                language: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Texts"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationList"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateInvitation"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedInvitation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    withdrawInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getProfile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateProfile"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    registerUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterUser"];
            };
        };
        responses: {
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            410: components["responses"]["Gone"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createFirstAdmin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateFirstAdmin"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateUser"];
            };
        };
        responses: {
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedUser"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listUsers: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description part of a user name, e-mail address or full name */
                q?: string;
                role?: components["schemas"]["Role"];
                is_active?: boolean;
                /** @description true: with an address that waits for an admin's word */
                email_unconfirmed?: boolean;
                /** @description for super-admins */
                tenant_id?: string;
            };
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserList"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description the `ETag` of what is there already: 304 when it is the same still
                 * @example "xK1mWn0Zc5lqv8s2Tt3yXw"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedUser"];
                };
            };
            /** @description it is the same still */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateUser"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedUser"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    confirmUserEmail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailDecision"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedUser"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    rejectUserEmail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailDecision"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedUser"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}

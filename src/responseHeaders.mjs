// The headers of answers that keep browsers from doing more than they are meant to.
const isDevelopment = process.env.NODE_ENV === 'development'

/** Everything comes from here. Next and Payload put scripts and styles into the page, hence `unsafe-inline`. */
const PAGE_POLICY = {
  'default-src': "'self'",
  'script-src': `'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ''}`,
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'font-src': "'self' data:",
  'frame-src': "'self'",
  'worker-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'self'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
}

/** Answers of the API, uploaded files among them, run nothing; our own pages may frame a preview. */
const API_POLICY = {
  'default-src': "'none'",
  'img-src': "'self'",
  'media-src': "'self'",
  'object-src': "'self'",
  'style-src': "'unsafe-inline'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'self'",
}

const policy = (directives) => ({
  key: 'Content-Security-Policy',
  value: Object.entries(directives)
    .map((directive) => directive.join(' '))
    .join('; '),
})

/** What every answer carries. */
const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'geolocation=(), microphone=(), payment=(), usb=()' },
]

const HTTPS_ONLY = {
  key: 'Strict-Transport-Security',
  value: 'max-age=31536000; includeSubDomains',
}

/** As Next wants them. Only a proxy that says that the way to it was encrypted makes it stay so. */
export const headerRules = [
  { source: '/:path*', headers: [...SECURITY_HEADERS, policy(PAGE_POLICY)] },
  { source: '/api/:path*', headers: [policy(API_POLICY)] },
  {
    source: '/:path*',
    has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
    headers: [HTTPS_ONLY],
  },
]

const OF_API = [...SECURITY_HEADERS, policy(API_POLICY)]

/** The same for an answer of the API that does not pass through Next. */
export const apiHeaders = (request) =>
  Object.fromEntries(
    [...OF_API, ...(request.headers['x-forwarded-proto'] === 'https' ? [HTTPS_ONLY] : [])].map(
      ({ key, value }) => [key, value],
    ),
  )

import { withPayload } from '@payloadcms/next/withPayload'

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

const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'geolocation=(), microphone=(), payment=(), usb=()' },
]

/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  // types are checked by `npm run typecheck`, tests included, not on every machine that starts the product
  typescript: { ignoreBuildErrors: true },
  experimental: { serverMinification: false },
  headers: async () => [
    { source: '/:path*', headers: [...SECURITY_HEADERS, policy(PAGE_POLICY)] },
    { source: '/api/:path*', headers: [policy(API_POLICY)] },
    {
      // Only where the proxy in front says that the way to it was encrypted.
      source: '/:path*',
      has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
      headers: [{ key: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' }],
    },
  ],
}

export default withPayload(nextConfig, { devBundleServerPackages: false })

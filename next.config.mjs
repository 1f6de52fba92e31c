import { withPayload } from '@payloadcms/next/withPayload'
import { headerRules } from './src/responseHeaders.mjs'

/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  // types are checked by `npm run typecheck`, tests included, not on every machine that starts the product
  typescript: { ignoreBuildErrors: true },
  experimental: { serverMinification: false },
  // reads files beside itself
  serverExternalPackages: ['pdfkit'],
  headers: async () => headerRules,
}

export default withPayload(nextConfig, { devBundleServerPackages: false })

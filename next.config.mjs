import { withPayload } from '@payloadcms/next/withPayload'

/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  // types are checked by `npm run typecheck`, tests included, not on every machine that starts the product
  typescript: { ignoreBuildErrors: true },
  experimental: { serverMinification: false },
}

export default withPayload(nextConfig, { devBundleServerPackages: false })

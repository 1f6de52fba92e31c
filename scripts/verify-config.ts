import { getPayload } from 'payload'
import config from '../payload.config'
import { loadWholeCatalogue } from '../src/db/catalogue'
import { verifyFamily, type VerifyReport } from '../src/domain/configurator/verify/verifyFamily'
import { systemRequest } from '../src/services/actor'
import { accessoryNumbers } from '../src/services/catalogue/accessories'
import { publishedFamilies } from '../src/services/configuration/releases'

/**
 * `npm run verify:config -- [family]`: walks the whole configuration space of the published release on
 * the catalogue as it stands. Exit 0 when every combination is a complete BOM or a named refusal, 1 with
 * the failures listed by item, 2 when there is nothing to verify.
 */
const payload = await getPayload({ config })
const code = await main(process.argv[2] ?? 'MDRD')
await payload.destroy()
process.exit(code)

async function main(family: string): Promise<number> {
  const req = await systemRequest(payload)
  const release = (await publishedFamilies(req, [family])).get(family)
  if (!release) {
    console.error(`There is no published family ${family}.`)
    return 2
  }
  const started = performance.now()
  const lookup = await loadWholeCatalogue(req)
  const accessories = await accessoryNumbers(req, release.content.accessories)
  const report = verifyFamily(release.content, lookup, { accessories, onProgress: showProgress })
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  console.log(`${family} release ${release.version}, with ${accessories.length} accessories`)
  print(report, (performance.now() - started) / 1000)
  return report.failures.length > 0 ? 1 : 0
}

function showProgress({ done, total, at }: { done: number; total: number; at: string }): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${done} of ${total}: ${at}`)
}

function print(report: VerifyReport, seconds: number): void {
  console.log(`combinations walked  ${grouped(report.combinations)}`)
  console.log(
    `complete BOMs        ${report.complete === null ? 'not counted: too much is missing' : grouped(report.complete)}`,
  )
  console.log(`named refusals       ${grouped(report.refused)}`)
  for (const { by, combinations } of report.refusedBy) {
    console.log(`  ${by.padEnd(32)} ${grouped(combinations)}`)
  }
  console.log(`failures             ${report.failures.length}`)
  for (const { item, rule, why, example } of report.failures) {
    console.log(`\n${item} (rule ${rule}): ${why}`)
    console.log(`  for example ${JSON.stringify(example)}`)
  }
  console.log(`${report.derivedCases} cases derived in ${seconds.toFixed(1)} s`)
}

/** Digits in groups of three: these counts have thirty of them. */
function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ' ')
}

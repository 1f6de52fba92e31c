// What the benchmark asks of the product.
import { randomUUID } from 'node:crypto'

const CONFIGURATION = {
  sinkModel: 'T2-B3',
  width: 30,
  length: 108,
  legsType: 'HEIGHT_ADJUSTABLE',
  legsModel: 'DL27',
  feet: 'CASTERS',
  workflowDirection: 'LEFT_TO_RIGHT',
  pegboard: false,
  basins: [
    { type: 'E_SINK', size: '24X20X8' },
    { type: 'E_SINK', size: '30X20X8' },
    { type: 'E_SINK', size: '20X20X8' },
  ],
  faucets: [],
  sprayers: [],
}

/** The requests of a signed-in admin of the demo plant at `base`. */
export async function requestsTo(base) {
  const token = await signIn(base)
  const headers = { authorization: `JWT ${token}`, 'content-type': 'application/json' }
  const get = (path) => ({ url: base + path, headers })
  const send = (method, path, body) => ({
    method,
    url: base + path,
    headers,
    body: JSON.stringify(body),
  })
  return {
    page: () => get('/api/parts?limit=20&depth=0'),
    search: (n) => {
      const text = 10_000 + (n % 9_000)
      return get(
        `/api/parts?limit=20&depth=0&where[or][0][partNumber][like]=${text}&where[or][1][name][like]=${text}`,
      )
    },
    bill: (id, format) => get(`/api/boms/${id}/export?format=${format}`),
    part: (id) => get(`/api/parts/${id}?depth=0`),
    preview: () =>
      send('POST', '/api/configurator/preview', { family: 'MDRD', configuration: CONFIGURATION }),
    submit: () => send('POST', '/api/orders/submit', submission()),
    write: (id, n) =>
      send('PATCH', `/api/parts/${id}?depth=0`, { description: `Benchmark text ${n}` }),
  }
}

/** Sends one submit and answers what it made. */
export async function submitOnce(requests) {
  const { url, ...options } = requests.submit()
  const response = await fetch(url, options)
  if (response.status !== 201) throw new Error(`The submit was refused: ${await response.text()}`)
  return response.json()
}

async function signIn(base) {
  const response = await fetch(`${base}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'admin@torvan.example', password: 'Torvan-demo-2026' }),
  })
  if (response.status !== 200) throw new Error(`Signing in: ${await response.text()}`)
  return (await response.json()).token
}

/** An order for one sink with three basins, under numbers that nobody used yet. */
function submission() {
  const mark = `BENCH-${randomUUID()}`
  return {
    customer: {
      companyName: 'Benchmark clinic',
      shippingAddress: {
        line1: '1',
        city: 'Halifax',
        region: 'NS',
        postalCode: 'B3H',
        country: 'Canada',
      },
    },
    poNumber: mark,
    salesPerson: 'Benchmark',
    wantDate: '2099-01-01',
    language: 'EN',
    builds: [{ buildNumber: mark, family: 'MDRD', configuration: CONFIGURATION }],
  }
}

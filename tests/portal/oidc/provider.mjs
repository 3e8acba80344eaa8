// A real OpenID provider for the tests: `node provider.mjs PORT CALLBACK`. Its people are told by their account id:
// who signs in as "ada@city.example" has that address, verified; "unverified:ada@city.example" has it unverified.
import { Provider } from 'oidc-provider';

const [port, callback] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'portal',
    client_secret: 'secret-of-the-portal-for-tests-alone',
    redirect_uris: [callback],
    response_types: ['code'],
    grant_types: ['authorization_code'],
  }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  conformIdTokenClaims: process.env.CLAIMS_IN_TOKEN !== 'yes',
  pkce: { required: () => true, methods: ['S256'] },
  features: { devInteractions: { enabled: true } },
  cookies: { keys: ['for', 'tests', 'alone'] },
  ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 300, Interaction: 300, Grant: 300, Session: 300 },
  async findAccount(_ctx, id) {
    const verified = !id.startsWith('unverified:');
    const email = id.replace('unverified:', '');
    return { accountId: id, claims: async () => ({ sub: id, email, email_verified: verified, name: 'Ada Lovelace' }) };
  },
});
provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));

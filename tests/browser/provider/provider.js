// A provider of identities on loopback: OpenID-certified, with its own pages to sign in, consent and
// sign out. Whoever types a name is that person: what is tested is what the app makes of it.
import { Provider } from "oidc-provider";

const { PORT, REDIRECT_URI, CLIENT_ID, CLIENT_SECRET } = process.env;

const provider = new Provider(`http://localhost:${PORT}`, {
  clients: [
    {
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
      redirect_uris: [REDIRECT_URI],
      post_logout_redirect_uris: [REDIRECT_URI],
    },
  ],
  pkce: { required: () => true },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
});
provider.listen(Number(PORT), "127.0.0.1", () => console.log("ready"));

import { createRoot } from 'react-dom/client';
import { useForm, ValidationError } from '@formspree/react';

const asked = new URLSearchParams(location.search);

function Contact() {
  const [state, send] = useForm(asked.get('key'), { endpoint: asked.get('endpoint') });
  if (state.succeeded) return <p>Thank you!</p>;
  return (
    <form onSubmit={send} noValidate>
      <ValidationError errors={state.errors} />
      <label>Name <input name="name" /></label> <ValidationError field="name" errors={state.errors} />
      <label>Email <input type="email" name="email" /></label> <ValidationError field="email" errors={state.errors} />
      <label><input type="checkbox" name="days" value="Mon" /> Monday</label>
      <label><input type="checkbox" name="days" value="Wed" /> Wednesday</label>
      <label>Message <textarea name="message" /></label>
      <input type="file" name="attachment" />
      <button type="submit" disabled={state.submitting}>Send</button>
    </form>
  );
}

createRoot(document.body).render(<Contact />);

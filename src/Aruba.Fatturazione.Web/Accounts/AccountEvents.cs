namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>An event about an account. Who asks for what does not exist raises it too, with an identity that is nobody's.</summary>
public abstract record AccountEvent(Guid AccountId) : StoreEvent
{
    /// <inheritdoc />
    public override string Topic => AccountId.ToString("N");
}

/// <summary>Somebody registered a subject or mailbox that is this account's already.</summary>
public sealed record RegistrationRepeated(Guid AccountId) : AccountEvent(AccountId);

/// <summary>Somebody does not remember the username.</summary>
public sealed record UsernameForgotten(Guid AccountId) : AccountEvent(AccountId);

/// <summary>Somebody does not remember the password.</summary>
public sealed record PasswordForgotten(Guid AccountId) : AccountEvent(AccountId);

/// <summary>An agent made new recovery codes.</summary>
public sealed record RecoveryCodesMade(Guid AccountId) : AccountEvent(AccountId);

/// <summary>Somebody came in as an agent with a recovery code.</summary>
public sealed record RecoveryCodeUsed(Guid AccountId) : AccountEvent(AccountId);

/// <summary>The password is another one now.</summary>
public sealed record PasswordChanged(Guid AccountId) : AccountEvent(AccountId);

/// <summary>An owner wants another mailbox; links go to both.</summary>
public sealed record EmailChangeAsked(Guid AccountId, Guid ChangeId) : AccountEvent(AccountId);

/// <summary>The account has another mailbox; the former one is told too.</summary>
public sealed record EmailChanged(Guid AccountId, string Former) : AccountEvent(AccountId);

namespace KnowledgeGraph.Bolt;

/// <summary>A point in two or three dimensions, in the coordinate system that its SRID names (4326 and 4979: WGS-84; 7203 and 9157: Cartesian).</summary>
public sealed class Point : IEquatable<Point>
{
    internal const int TwoD = 2;
    internal const int ThreeD = 3;

    public Point(int srId, double x, double y)
    {
        Dimension = TwoD;
        SrId = srId;
        X = x;
        Y = y;
        Z = double.NaN;
    }

    public Point(int srId, double x, double y, double z)
    {
        Dimension = ThreeD;
        SrId = srId;
        X = x;
        Y = y;
        Z = z;
    }

    internal int Dimension { get; }

    public int SrId { get; }

    public double X { get; }

    public double Y { get; }

    /// <summary>NaN for a point in two dimensions.</summary>
    public double Z { get; }

    public bool Equals(Point? other) =>
        other is not null && Dimension == other.Dimension && SrId == other.SrId && X.Equals(other.X) && Y.Equals(other.Y) && Z.Equals(other.Z);

    public override bool Equals(object? obj) => Equals(obj as Point);

    public override int GetHashCode() => HashCode.Combine(Dimension, SrId, X, Y, Z);

    public override string ToString() => Dimension == TwoD
        ? FormattableString.Invariant($"Point{{srId={SrId}, x={X}, y={Y}}}")
        : FormattableString.Invariant($"Point{{srId={SrId}, x={X}, y={Y}, z={Z}}}");
}
